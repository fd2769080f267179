// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { Fees } from "../src/fees/Fees.sol";
import { IAssessments } from "../src/interfaces/IAssessments.sol";
import { ILoans } from "../src/interfaces/ILoans.sol";
import { IModels } from "../src/interfaces/IModels.sol";
import { INotes } from "../src/interfaces/INotes.sol";
import { IParticipants } from "../src/interfaces/IParticipants.sol";
import { Loans } from "../src/loans/Loans.sol";
import { Notes } from "../src/notes/Notes.sol";
import { CreditRecord } from "../src/record/CreditRecord.sol";
import { Powers } from "../src/roles/Powers.sol";
import { Roles } from "../src/roles/Roles.sol";
import { PlainToken } from "./tokens/PlainToken.sol";

/// @notice The contracts deployed and wired as script/README.md says, one product, and people: `bob` borrows, `alice` and `carol` lend
/// under a cap over 12 months, `dave` is verified, `eve` is nobody.
abstract contract Base is Test {
    /// @dev 31 January 2024, so that due dates meet the leap day and the ends of months.
    uint256 internal constant BEGINNING = 1_706_700_000;
    uint256 internal constant ONE = 1e6;
    uint16 internal constant CAPPED = 1;
    uint256 internal constant FEE = 15_000;
    uint256 internal constant MODEL_NOTICE = 1 hours;

    Powers internal manager;
    Notes internal notes;
    IParticipants internal participants;
    CreditRecord internal record;
    Fees internal fees;
    Loans internal loans;
    PlainToken internal usd;
    uint32 internal productId;

    address internal operator = makeAddr("operator");
    address internal verifier = makeAddr("verifier");
    address internal guardian = makeAddr("guardian");
    address internal registrar = makeAddr("registrar");
    address internal governor = makeAddr("governor");
    address internal treasurer = makeAddr("treasurer");
    address internal feePayee = makeAddr("fee payee");
    address internal bob = makeAddr("bob");
    address internal alice = makeAddr("alice");
    address internal carol = makeAddr("carol");
    address internal dave = makeAddr("dave");
    address internal eve = makeAddr("eve");
    uint32 internal bobId;
    uint32 internal aliceId;

    function setUp() public virtual {
        vm.warp(BEGINNING);
        _deploy();
        usd = new PlainToken("USD", 6);
        productId = addProduct(aProduct());
        vm.prank(governor);
        participants.setPolicy(
            CAPPED, IParticipants.Policy({ perLoan: 0, perPair: 0, per12Months: 1_000_000, perBorrower: 0 })
        );
        bobId = enrol(bob, 0);
        aliceId = enrol(alice, CAPPED);
        enrol(carol, CAPPED);
        enrol(dave, 0);
        provide(bob);
        provide(alice);
        provide(carol);
        provide(dave);
        provide(eve);
    }

    function aProduct() internal view returns (ILoans.Product memory) {
        return ILoans.Product({
            currency: address(usd),
            open: true,
            methods: 15,
            assessed: false,
            leastPrincipal: uint128(100 * ONE),
            greatestPrincipal: uint128(1_000_000 * ONE),
            leastTicket: uint128(10 * ONE),
            leastTermDays: 1,
            greatestTermDays: 1800,
            greatestRate: 360_000,
            lateRate: 240_000,
            graceDays: 3,
            defaultDays: 60,
            writeOffDays: 120,
            reflectionPeriod: 1 days,
            fundingPeriod: 30 days,
            drawPeriod: 14 days,
            leastShare: 500_000
        });
    }

    /// @dev 10,000.00 at 12 % a year in 3 monthly equal instalments: 3,400.23, 3,400.23, 3,400.21.
    function aRequest() internal view returns (ILoans.Request memory) {
        return ILoans.Request({
            productId: productId,
            principal: 10_000 * ONE,
            annualRate: 120_000,
            method: ILoans.Method.EqualInstalment,
            unit: ILoans.Unit.Month,
            interval: 1,
            count: 3,
            interestOnlyCount: 0,
            purpose: 1,
            fundingDeadline: uint40(block.timestamp + 10 days),
            autoRepay: true,
            zhHash: keccak256("zh"),
            enHash: keccak256("en"),
            termsHash: 0
        });
    }

    function addProduct(ILoans.Product memory product) internal returns (uint32 id) {
        vm.startPrank(operator);
        id = loans.setProduct(0, product);
        fees.announceFee(id, uint32(FEE));
        vm.stopPrank();
    }

    function someClaims(uint16 policyId) internal pure returns (IParticipants.Claims memory) {
        return IParticipants.Claims({
            kind: IParticipants.Kind.Person,
            level: 1,
            country: 276,
            investorClass: 0,
            policyId: policyId,
            verifiedUntil: 40_000
        });
    }

    function enrol(address wallet, uint16 policyId) internal returns (uint32) {
        vm.prank(verifier);
        return participants.register(wallet, someClaims(policyId));
    }

    /// @dev Gives money, all of which `Loans` may take.
    function provide(address wallet) internal {
        usd.mint(wallet, 1_000_000 * ONE);
        vm.prank(wallet);
        usd.approve(address(loans), type(uint256).max);
    }

    function requested(ILoans.Request memory request_) internal returns (uint256 loanId) {
        vm.prank(bob);
        return loans.request(request_);
    }

    function funded(ILoans.Request memory request_) internal returns (uint256 loanId) {
        loanId = requested(request_);
        fund(alice, loanId, request_.principal / 4);
        fund(carol, loanId, request_.principal - request_.principal / 4);
    }

    /// @dev Alice holds a quarter, carol the rest.
    function drawn(ILoans.Request memory request_) internal returns (uint256 loanId) {
        loanId = funded(request_);
        vm.warp(loans.drawableFrom(loanId));
        vm.prank(bob);
        loans.draw(loanId);
    }

    function fund(address lender, uint256 loanId, uint256 amount) internal {
        vm.prank(lender);
        loans.fund(loanId, amount, lender);
    }

    function repay(address payer, uint256 loanId, uint256 amount) internal returns (uint256 taken) {
        vm.prank(payer);
        (taken,) = loans.repay(loanId, amount);
    }

    function claim(address holder, uint256 loanId) internal {
        notes.claim(list(loanId), holder);
    }

    function list(uint256 id) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = id;
    }

    /// @dev Naming nothing they hold.
    function freeze(address wallet) internal {
        uint32 id = participants.participantOf(wallet);
        vm.prank(verifier);
        participants.freeze(id, "", new IParticipants.HoldingsOf[](0));
    }

    /// @dev Naming the notes of `id` in that wallet.
    function freeze(address wallet, uint256 id) internal {
        IParticipants.HoldingsOf[] memory holdings = new IParticipants.HoldingsOf[](1);
        holdings[0] = IParticipants.HoldingsOf(wallet, list(id));
        uint32 participantId = participants.participantOf(wallet);
        vm.prank(verifier);
        participants.freeze(participantId, "", holdings);
    }

    function _deploy() private {
        manager = new Powers(address(this));
        notes = new Notes(address(manager));
        participants = notes.participants();
        record = new CreditRecord(address(manager), address(notes), MODEL_NOTICE);
        fees = new Fees(address(manager), feePayee, 7 days, 50_000);
        loans = new Loans(
            address(manager), address(notes), address(participants), address(record), address(fees)
        );
        _allow(address(loans), ILoans.setProduct.selector, Roles.OPERATOR, operator);
        _allow(address(fees), Fees.announceFee.selector, Roles.OPERATOR, operator);
        _allow(address(fees), Fees.announcePayee.selector, Roles.TREASURER, treasurer);
        _allow(address(notes), INotes.setIssuerPaused.selector, Roles.GUARDIAN, guardian);
        _allow(address(notes), INotes.registerIssuer.selector, Roles.REGISTRAR, registrar);
        _allow(address(record), CreditRecord.recordOpened.selector, Roles.ISSUER, address(loans));
        _allow(address(record), IAssessments.recordQuote.selector, Roles.ISSUER, address(loans));
        _allow(address(record), IModels.announceModel.selector, Roles.GOVERNOR, governor);
        _allow(address(record), IModels.retireModel.selector, Roles.GUARDIAN, guardian);
        _allow(address(record), IAssessments.setSecondSignatureAbove.selector, Roles.GOVERNOR, governor);
        _allow(address(participants), IParticipants.register.selector, Roles.VERIFIER, verifier);
        _allow(address(participants), IParticipants.setClaims.selector, Roles.VERIFIER, verifier);
        _allow(address(participants), IParticipants.freeze.selector, Roles.VERIFIER, verifier);
        _allow(address(participants), IParticipants.unfreeze.selector, Roles.VERIFIER, verifier);
        _allow(address(participants), IParticipants.setRelation.selector, Roles.VERIFIER, verifier);
        _allow(address(participants), IParticipants.setPolicy.selector, Roles.GOVERNOR, governor);
        vm.prank(registrar);
        notes.registerIssuer(address(loans));
    }

    function _allow(address target, bytes4 selector, uint64 role, address account) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
        manager.grantRole(role, account, 0);
    }
}
