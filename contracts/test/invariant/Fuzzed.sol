// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../../src/interfaces/ILoans.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { PlainToken } from "../tokens/PlainToken.sol";
import { AssessmentHandler } from "./AssessmentHandler.sol";
import { Caps } from "./Caps.sol";
import { CurrencyHandler } from "./CurrencyHandler.sol";
import { FundingHandler } from "./FundingHandler.sol";
import { HolderHandler } from "./HolderHandler.sol";
import { Market } from "./Market.sol";
import { ParticipantsHandler } from "./ParticipantsHandler.sol";
import { RepaymentHandler } from "./RepaymentHandler.sol";
import { RolesHandler } from "./RolesHandler.sol";
import { World } from "./World.sol";

/// @notice The market with its handlers, some loans under way, and the way out of any state.
abstract contract Fuzzed is Market {
    FundingHandler internal funding;
    AssessmentHandler internal assessing;
    RepaymentHandler internal repayment;
    HolderHandler internal holding;
    ParticipantsHandler internal identity;
    RolesHandler internal roles;
    CurrencyHandler internal currency;

    function setUp() public virtual {
        _openMarket();
        Caps caps = new Caps(world);
        funding = new FundingHandler(world, caps);
        assessing = new AssessmentHandler(world, caps);
        repayment = new RepaymentHandler(world);
        holding = new HolderHandler(world);
        identity = new ParticipantsHandler(world);
        roles = new RolesHandler(world, foreign);
        currency = new CurrencyHandler(world, hostile, blacklistToken, reentrantToken);
        _beginLoans();
        caps.begin(world.loansGhost().ids());
        targetContract(address(funding));
        targetContract(address(assessing));
        targetContract(address(repayment));
        targetContract(address(holding));
        targetContract(address(identity));
        targetContract(address(roles));
        targetContract(address(currency));
    }

    /// @dev One loan of every currency, with methods and units by turns; the first are drawn, so that short sequences reach far.
    function _beginLoans() private {
        uint256 count = world.currencies().length;
        for (uint256 i; i < count; ++i) {
            // Seeds: the currency by its place, the borrower by turns, and 8 % to 30 % a year.
            funding.request(
                i + 16 * i * count, 1_000_000 + i, uint32(80_001 + 20_000 * i), uint8(i * 7), uint16(i + 2)
            );
        }
        uint256[] memory ids = world.loansGhost().ids();
        for (uint256 i; i < ids.length; ++i) {
            for (uint256 j; j < 3; ++j) {
                _fundPart(ids[i], j);
            }
        }
        for (uint256 i; i + 2 < ids.length; ++i) {
            _fundPart(ids[i], 3);
        }
        vm.warp(block.timestamp + 4 days);
        for (uint256 i; i + 4 < ids.length; ++i) {
            ILoans loans = world.contracts().loans;
            ILoans.Loan memory loan = loans.loan(ids[i]);
            if (loan.position.status != ILoans.Status.Funded) continue;
            vm.recordLogs();
            vm.prank(loan.wallet);
            loans.draw(ids[i]);
            world.write(vm.getRecordedLogs());
        }
    }

    /// @dev A quarter each, to the first lenders by turns; the last takes what is left.
    function _fundPart(uint256 id, uint256 part) private {
        World.Contracts memory contracts = world.contracts();
        address lender = world.lenders()[part % 2];
        uint256 principal = contracts.loans.loan(id).terms.principal;
        uint256 left = principal - contracts.notes.totalSupply(id);
        vm.recordLogs();
        vm.prank(lender);
        contracts.loans.fund(id, part == 3 ? left : principal / 4, lender);
        world.write(vm.getRecordedLogs());
    }

    /// @dev INV-10: whatever state the calls led to, everything is stopped and everybody frozen; then every raise ends, every loan
    /// is paid off by a stranger and every claim is paid. First with the hostile currencies as they are, which may keep theirs back
    /// but nothing else; then with all of them honest again.
    function _leaveAll() internal {
        World.Contracts memory contracts = world.contracts();
        vm.startPrank(contracts.guardian);
        contracts.notes.setIssuerPaused(1, true);
        contracts.notes.setIssuerPaused(2, true);
        vm.stopPrank();
        uint32 count = contracts.participants.participantCount();
        vm.startPrank(contracts.verifier);
        for (uint32 id = 1; id <= count; ++id) {
            contracts.participants.freeze(id, keccak256("all of them"), world.holdingsOf(id));
        }
        vm.stopPrank();
        vm.warp(block.timestamp + 60 days);
        _endAll(true);
        _disarmAll();
        _endAll(false);
        vm.startPrank(contracts.verifier);
        for (uint32 id = 1; id <= count; ++id) {
            contracts.participants.unfreeze(id, keccak256("none of them"));
        }
        vm.stopPrank();
        _payAllHeld();
    }

    function _endAll(bool honestOnly) private {
        uint256[] memory ids = world.loansGhost().ids();
        for (uint256 i; i < ids.length; ++i) {
            if (!honestOnly || world.currencyOf(address(uint160(ids[i] >> 80))).honest) _end(ids[i]);
        }
    }

    function _end(uint256 id) private {
        ILoans loans = world.contracts().loans;
        ILoans.Loan memory loan = loans.loan(id);
        ILoans.Status status = loan.position.status;
        if (status == ILoans.Status.Funding || status == ILoans.Status.Funded) {
            loans.expire(id);
            // One that was closed before its last withdrawals is closed once more, and ends when nobody draws it.
            if (loans.loan(id).position.status == ILoans.Status.Funded) {
                vm.warp(block.timestamp + 60 days);
                loans.expire(id);
            }
            assertTrue(
                loans.loan(id).position.status == ILoans.Status.Cancelled, "INV-10 a raise does not end"
            );
        } else if (status != ILoans.Status.Cancelled) {
            ILoans.Allocation memory owed = loans.payoff(id, block.timestamp);
            uint256 sum = owed.lateInterest + owed.interest + owed.principal;
            if (sum != 0) _payOffAsStranger(id, sum);
            status = loans.loan(id).position.status;
            assertTrue(
                status == ILoans.Status.Repaid || status == ILoans.Status.Recovered,
                "INV-10 a loan cannot be paid off"
            );
        }
        _claimAll(id);
    }

    function _payOffAsStranger(uint256 id, uint256 sum) private {
        ILoans loans = world.contracts().loans;
        address token = address(uint160(id >> 80));
        address stranger = makeAddr("a stranger who pays");
        PlainToken(token).mint(stranger, sum);
        vm.startPrank(stranger);
        (bool ok,) = token.call(abi.encodeCall(PlainToken(token).approve, (address(loans), sum)));
        assertTrue(ok);
        loans.payOff(id, sum);
        vm.stopPrank();
        assertEq(PlainToken(token).balanceOf(stranger), 0, "INV-10 a payoff took another sum than quoted");
    }

    function _claimAll(uint256 id) private {
        INotes notes = world.contracts().notes;
        uint256[] memory ids = new uint256[](1);
        ids[0] = id;
        address[] memory holders = world.notesGhost().holders();
        for (uint256 i; i < holders.length; ++i) {
            notes.claim(ids, holders[i]);
            assertEq(notes.claimable(id, holders[i]), 0, "INV-10 a claim was not paid");
        }
        // What stays is below one unit per holder.
        INotes.Series memory series = notes.series(id);
        assertEq(series.released, series.supply, "INV-10 a series that ended keeps escrow");
    }

    function _payAllHeld() private {
        INotes notes = world.contracts().notes;
        World.Currency[] memory currencies = world.currencies();
        address[] memory wallets = world.wallets();
        for (uint256 i; i < currencies.length; ++i) {
            for (uint256 j; j < wallets.length; ++j) {
                uint256 held = notes.heldCash(currencies[i].token, wallets[j]);
                if (held == 0) continue;
                uint256 before = PlainToken(currencies[i].token).balanceOf(wallets[j]);
                notes.payHeldCash(currencies[i].token, wallets[j]);
                uint256 afterwards = PlainToken(currencies[i].token).balanceOf(wallets[j]);
                assertEq(afterwards - before, held, "INV-10 held cash was not paid");
            }
        }
    }

    function _disarmAll() private {
        for (uint256 i; i < hostile.length; ++i) {
            hostile[i].arm(false);
        }
        address[] memory wallets = world.wallets();
        for (uint256 i; i < wallets.length; ++i) {
            blacklistToken.list(wallets[i], false);
        }
        reentrantToken.disarm();
    }
}
