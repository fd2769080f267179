// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { Fees } from "../../src/fees/Fees.sol";
import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { IModels } from "../../src/interfaces/IModels.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { Loans } from "../../src/loans/Loans.sol";
import { Notes } from "../../src/notes/Notes.sol";
import { CreditRecord } from "../../src/record/CreditRecord.sol";
import { Powers } from "../../src/roles/Powers.sol";
import { Roles } from "../../src/roles/Roles.sol";
import { BlacklistToken } from "../tokens/BlacklistToken.sol";
import { FalseToken } from "../tokens/FalseToken.sol";
import { FeeToken } from "../tokens/FeeToken.sol";
import { HostileToken } from "../tokens/HostileToken.sol";
import { IdleToken } from "../tokens/IdleToken.sol";
import { PlainToken } from "../tokens/PlainToken.sol";
import { ReentrantToken } from "../tokens/ReentrantToken.sol";
import { RevertingToken } from "../tokens/RevertingToken.sol";
import { SilentToken } from "../tokens/SilentToken.sol";
import { ForeignIssuer } from "./ForeignIssuer.sol";
import { World } from "./World.sol";

/// @notice Sets up a market to fuzz: one product per currency, honest and hostile, people with limits and without, two issuers.
abstract contract Market is Test {
    World internal world;
    ForeignIssuer internal foreign;
    HostileToken[] internal hostile;
    BlacklistToken internal blacklistToken;
    ReentrantToken internal reentrantToken;

    /// @dev 31 January 2024: the next due dates meet the leap day and the ends of months.
    uint256 private constant BEGINNING = 1_706_700_000;

    address private immutable _operator = makeAddr("operator");
    address private immutable _verifier = makeAddr("verifier");
    address private immutable _guardian = makeAddr("guardian");
    address private immutable _registrar = makeAddr("registrar");
    address private immutable _governor = makeAddr("governor");
    address private immutable _treasurer = makeAddr("treasurer");

    function _openMarket() internal {
        vm.warp(BEGINNING);
        Powers manager = new Powers(address(this));
        Notes notes = new Notes(address(manager));
        IParticipants participants = notes.participants();
        CreditRecord record = new CreditRecord(address(manager), address(notes), 0);
        Fees fees = new Fees(address(manager), makeAddr("fee payee"), 7 days, 50_000);
        Loans loans = new Loans(
            address(manager), address(notes), address(participants), address(record), address(fees)
        );
        world = new World(
            World.Contracts({
                notes: notes,
                loans: loans,
                participants: participants,
                record: record,
                fees: fees,
                operator: _operator,
                verifier: _verifier,
                guardian: _guardian,
                registrar: _registrar,
                governor: _governor,
                treasurer: _treasurer,
                underwriter: _keeper("underwriter"),
                second: _keeper("second underwriter")
            })
        );
        foreign = new ForeignIssuer(notes);
        _grant(manager, address(notes), INotes.setIssuerPaused.selector, Roles.GUARDIAN, _guardian);
        _grant(manager, address(notes), INotes.registerIssuer.selector, Roles.REGISTRAR, _registrar);
        _grant(manager, address(loans), ILoans.setProduct.selector, Roles.OPERATOR, _operator);
        _grant(manager, address(fees), Fees.announceFee.selector, Roles.OPERATOR, _operator);
        _grant(manager, address(fees), Fees.announcePayee.selector, Roles.TREASURER, _treasurer);
        _grant(manager, address(record), CreditRecord.recordOpened.selector, Roles.ISSUER, address(loans));
        _grant(manager, address(record), IAssessments.recordQuote.selector, Roles.ISSUER, address(loans));
        _grant(manager, address(record), IModels.announceModel.selector, Roles.GOVERNOR, _governor);
        _grant(manager, address(record), IModels.retireModel.selector, Roles.GUARDIAN, _guardian);
        _grant(
            manager, address(record), IAssessments.setSecondSignatureAbove.selector, Roles.GOVERNOR, _governor
        );
        _grant(manager, address(participants), IParticipants.setPolicy.selector, Roles.GOVERNOR, _governor);
        manager.grantRole(Roles.UNDERWRITER, world.contracts().underwriter.addr, 0);
        manager.grantRole(Roles.UNDERWRITER, world.contracts().second.addr, 0);
        bytes4[5] memory verifiers = [
            IParticipants.register.selector,
            IParticipants.setClaims.selector,
            IParticipants.freeze.selector,
            IParticipants.unfreeze.selector,
            IParticipants.setRelation.selector
        ];
        for (uint256 i; i < verifiers.length; ++i) {
            _grant(manager, address(participants), verifiers[i], Roles.VERIFIER, _verifier);
        }
        vm.startPrank(_registrar);
        notes.registerIssuer(address(loans));
        notes.registerIssuer(address(foreign));
        vm.stopPrank();
        vm.prank(_governor);
        record.announceModel(keccak256("a model"), keccak256("its schema"), "");
        _addPeople();
        _addCurrencies();
        _addWallet("stranger");
    }

    function _addPeople() private {
        IParticipants participants = world.contracts().participants;
        vm.startPrank(_governor);
        participants.setPolicy(
            1,
            IParticipants.Policy({
                perLoan: 20_000, perPair: 40_000, per12Months: 100_000, perBorrower: 60_000
            })
        );
        participants.setPolicy(
            2,
            IParticipants.Policy({ perLoan: 5_000, perPair: 9_000, per12Months: 12_000, perBorrower: 20_000 })
        );
        vm.stopPrank();
        world.addBorrower(_person("bob", 0), _keyOf("bob"));
        world.addBorrower(_person("bella", 1), _keyOf("bella"));
        world.addBorrower(_person("boris", 0), _keyOf("boris"));
        world.addLender(_person("alice", 0), _keyOf("alice"));
        world.addLender(_person("anna", 0), _keyOf("anna"));
        world.addLender(_person("arthur", 1), _keyOf("arthur"));
        world.addLender(_person("astrid", 2), _keyOf("astrid"));
        _addWallet("alice's second wallet");
        _addWallet("bob's second wallet");
    }

    function _addCurrencies() private {
        _addCurrency(address(new PlainToken("SIX", 6)), 6, true, 0);
        _addCurrency(address(new PlainToken("TWO", 2)), 2, true, 1 days);
        _addCurrency(address(new PlainToken("EIGHTEEN", 18)), 18, true, 3 days);
        _addCurrency(address(new SilentToken(6)), 6, true, 0);
        hostile.push(new FeeToken(6));
        hostile.push(new RevertingToken(18));
        hostile.push(new FalseToken(6, false));
        hostile.push(new FalseToken(2, true));
        hostile.push(new IdleToken(6));
        for (uint256 i; i < hostile.length; ++i) {
            _addCurrency(address(hostile[i]), hostile[i].decimals(), false, 1 days);
        }
        blacklistToken = new BlacklistToken(6);
        _addCurrency(address(blacklistToken), 6, false, 0);
        reentrantToken = new ReentrantToken(6);
        _addCurrency(address(reentrantToken), 6, false, 0);
        // The token takes part, so that its calls from inside a transfer could succeed.
        IParticipants participants = world.contracts().participants;
        vm.prank(_verifier);
        participants.register(address(reentrantToken), _claims(0));
    }

    function _addCurrency(address token, uint8 decimals, bool honest, uint32 reflectionPeriod) private {
        uint128 one = uint128(10 ** decimals);
        ILoans.Product memory product = ILoans.Product({
            currency: token,
            open: true,
            methods: 15,
            assessed: false,
            leastPrincipal: 100 * one,
            greatestPrincipal: 30_000 * one,
            leastTicket: 10 * one,
            leastTermDays: 1,
            greatestTermDays: 800,
            greatestRate: 360_000,
            lateRate: 240_000,
            graceDays: 3,
            defaultDays: 60,
            writeOffDays: 120,
            reflectionPeriod: reflectionPeriod,
            fundingPeriod: 30 days,
            drawPeriod: 14 days,
            leastShare: 500_000
        });
        World.Contracts memory contracts = world.contracts();
        vm.startPrank(_operator);
        uint32 productId = contracts.loans.setProduct(0, product);
        contracts.fees.announceFee(productId, 15_000);
        product.assessed = true;
        uint32 assessedId = contracts.loans.setProduct(0, product);
        vm.stopPrank();
        // Half of what the product allows, so that some need two signatures and some do not.
        vm.prank(_governor);
        contracts.record.setSecondSignatureAbove(token, product.greatestPrincipal / 2);
        world.addCurrency(World.Currency(token, decimals, honest, productId, assessedId));
        address[] memory wallets = world.wallets();
        for (uint256 i; i < wallets.length; ++i) {
            _supply(token, decimals, wallets[i]);
        }
        _supply(token, decimals, address(foreign));
        _supply(token, decimals, address(token));
    }

    /// @dev Enough for anything, and all of it may be taken by `Loans`: what is not taken wrongly is then due to `Loans` alone.
    function _supply(address token, uint8 decimals, address wallet) private {
        PlainToken(token).mint(wallet, 10_000_000 * 10 ** decimals);
        address loans = address(world.contracts().loans);
        vm.prank(wallet);
        // A silent currency answers nothing.
        (bool ok,) = token.call(abi.encodeCall(PlainToken(token).approve, (loans, type(uint256).max)));
        assertTrue(ok);
    }

    function _person(string memory name, uint16 policyId) private returns (address wallet) {
        wallet = makeAddr(name);
        IParticipants participants = world.contracts().participants;
        vm.prank(_verifier);
        participants.register(wallet, _claims(policyId));
    }

    function _addWallet(string memory name) private {
        (address wallet, uint256 privateKey) = makeAddrAndKey(name);
        world.addWallet(wallet, privateKey);
    }

    function _keeper(string memory name) private returns (World.Keeper memory keeper) {
        (keeper.addr, keeper.privateKey) = makeAddrAndKey(name);
    }

    function _keyOf(string memory name) private returns (uint256 privateKey) {
        (, privateKey) = makeAddrAndKey(name);
    }

    function _claims(uint16 policyId) private pure returns (IParticipants.Claims memory) {
        return IParticipants.Claims({
            kind: IParticipants.Kind.Person,
            level: 1,
            country: 276,
            investorClass: 0,
            policyId: policyId,
            verifiedUntil: type(uint16).max
        });
    }

    function _grant(Powers manager, address target, bytes4 selector, uint64 role, address account) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
        manager.grantRole(role, account, 0);
    }
}
