// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { ICreditRecord } from "../../src/interfaces/ICreditRecord.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { SeriesId } from "../../src/notes/SeriesId.sol";
import { Fuzzed } from "./Fuzzed.sol";
import { LoansGhost } from "./LoansGhost.sol";
import { NotesGhost } from "./NotesGhost.sol";
import { RecordGhost } from "./RecordGhost.sol";
import { World } from "./World.sol";

/// @notice What holds after every sequence of calls by anybody. docs/invariants.md is the list; what can only be seen across one call
/// is asserted by the handlers, and that everybody gets out in the end by `afterInvariant`.
contract InvariantsTest is Fuzzed {
    /// forge-config: default.invariant.runs = 20
    /// forge-config: default.invariant.depth = 60
    /// forge-config: default.invariant.fail-on-revert = true
    /// forge-config: deep.invariant.runs = 512
    /// forge-config: deep.invariant.depth = 256
    /// forge-config: deep.invariant.fail-on-revert = true
    function invariant_EveryPromiseHolds() external view {
        _checkCash();
        _checkSeries();
        _checkLoans();
        _checkRecord();
        _checkAssessments();
    }

    function afterInvariant() external {
        _leaveAll();
    }

    /// @dev INV-1, INV-2, INV-6, INV-16.
    function _checkCash() private view {
        INotes notes = world.contracts().notes;
        NotesGhost ghost = world.notesGhost();
        World.Currency[] memory currencies = world.currencies();
        for (uint256 i; i < currencies.length; ++i) {
            address token = currencies[i].token;
            uint256 cash = IERC20(token).balanceOf(address(notes));
            assertEq(cash, ghost.movedIn(token) - ghost.movedOut(token), "INV-2 cash moved unseen");
            assertGe(cash, _promised(token), "INV-1 less cash than was promised");
            assertEq(IERC20(token).balanceOf(address(world.contracts().loans)), 0, "INV-16 Loans holds cash");
            address[] memory wallets = world.wallets();
            for (uint256 j; j < wallets.length; ++j) {
                _checkTaken(token, wallets[j], currencies[i].honest);
            }
        }
    }

    function _checkTaken(address token, address account, bool honest) private view {
        NotesGhost ghost = world.notesGhost();
        uint256 taken = ghost.movedOutTo(token, account);
        uint256 held = world.contracts().notes.heldCash(token, account);
        uint256 owed = ghost.owed(token, account);
        assertEq(held, ghost.held(token, account), "INV-6 held cash is not what the events say");
        assertLe(taken + held, owed, "INV-6 somebody took out more than was paid in for them");
        if (honest) assertEq(taken + held, owed, "INV-6 somebody was paid less than they were told");
    }

    /// @dev Escrow, claimable and held cash of a currency.
    function _promised(address token) private view returns (uint256 sum) {
        INotes notes = world.contracts().notes;
        NotesGhost ghost = world.notesGhost();
        sum = ghost.heldByAll(token);
        uint256[] memory ids = ghost.ids();
        address[] memory holders = ghost.holders();
        for (uint256 i; i < ids.length; ++i) {
            if (SeriesId.currencyOf(ids[i]) != token) continue;
            INotes.Series memory series = notes.series(ids[i]);
            sum += series.supply - series.released;
            for (uint256 j; j < holders.length; ++j) {
                sum += notes.claimable(ids[i], holders[j]);
            }
        }
    }

    /// @dev INV-3, INV-4, INV-5.
    function _checkSeries() private view {
        INotes notes = world.contracts().notes;
        NotesGhost ghost = world.notesGhost();
        uint256[] memory ids = ghost.ids();
        address[] memory holders = ghost.holders();
        for (uint256 i; i < ids.length; ++i) {
            uint256 id = ids[i];
            INotes.Series memory series = notes.series(id);
            uint256 held;
            uint256 shared;
            uint256 count;
            for (uint256 j; j < holders.length; ++j) {
                uint256 balance = notes.balanceOf(holders[j], id);
                assertEq(balance, ghost.balance(id, holders[j]), "INV-5 a holding is not what the events say");
                held += balance;
                uint256 had = ghost.claimed(id, holders[j]) + notes.claimable(id, holders[j]);
                assertEq(had, ghost.shareOf(id, holders[j]), "INV-4 a share is not exact");
                shared += had;
                if (ghost.shared(id, holders[j]) != 0) ++count;
            }
            assertEq(held, series.supply, "INV-5 supply is not the sum of holdings");
            assertEq(notes.totalSupply(id), series.supply, "INV-5 two supplies");
            assertEq(series.supply, ghost.supply(id), "INV-5 supply is not what the events say");
            assertEq(
                series.supply - series.released, ghost.escrow(id), "INV-5 escrow is not what the events say"
            );
            assertEq(series.paidIn, ghost.paidIn(id), "INV-3 paid in is not what the events say");
            assertLe(shared, series.paidIn, "INV-3 more was shared than was paid in");
            assertTrue(
                series.paidIn == shared || series.paidIn - shared < count, "INV-3 a unit of a holder is lost"
            );
        }
    }

    /// @dev INV-7, INV-8, INV-20.
    function _checkLoans() private view {
        LoansGhost ghost = world.loansGhost();
        uint256[] memory ids = ghost.ids();
        for (uint256 i; i < ids.length; ++i) {
            ILoans.Loan memory loan = world.contracts().loans.loan(ids[i]);
            ILoans.Position memory position = loan.position;
            if (position.drawnAt == 0) {
                _checkBeforeDraw(ids[i], position.status);
                continue;
            }
            uint256 repaid = ghost.principalRepaid(ids[i]);
            assertEq(
                position.outstandingPrincipal, ghost.outstanding(ids[i]), "INV-7 outstanding is not told"
            );
            assertEq(
                position.outstandingPrincipal + repaid, ghost.drawn(ids[i]), "INV-7 principal came or went"
            );
            assertEq(
                world.notesGhost().paidIn(ids[i]),
                repaid + ghost.interestPaid(ids[i]),
                "INV-7 what was repaid is not what was shared"
            );
            bool closed =
                position.status == ILoans.Status.Repaid || position.status == ILoans.Status.Recovered;
            assertEq(closed, ghost.closedAs(ids[i]) != ILoans.Status.None, "INV-8 a closed loan is not told");
            if (closed) _checkClosed(ids[i], position);
            else assertGt(_owed(ids[i]), 0, "INV-8 a loan that owes nothing is open");
        }
    }

    /// @dev Nobody but a holder can get at the cash of a raise: all of it is escrow, or all of it was given back.
    function _checkBeforeDraw(uint256 id, ILoans.Status status) private view {
        INotes.Series memory series = world.contracts().notes.series(id);
        if (status == ILoans.Status.Cancelled) {
            assertEq(series.paidIn, series.supply, "INV-20 a failed raise was not given back whole");
            assertEq(series.released, series.supply, "INV-20 a failed raise keeps escrow");
        } else {
            assertEq(series.released, 0, "INV-20 escrow left before the draw");
            assertEq(series.paidIn, 0, "INV-20 cash was shared before the draw");
        }
    }

    function _checkClosed(uint256 id, ILoans.Position memory position) private view {
        assertEq(position.outstandingPrincipal, 0, "INV-8 a repaid loan has principal outstanding");
        assertEq(_owed(id), 0, "INV-8 a repaid loan owes something");
        uint256 inPart = position.interestPaid;
        // After default nothing is worked out from it any more, and it stays as it was.
        if (position.status == ILoans.Status.Repaid) inPart |= position.principalPaid;
        uint256 owed = position.interestOwed | position.lateInterestOwed;
        assertEq(inPart | owed, 0, "INV-8 a repaid loan keeps an instalment paid in part");
        INotes.Series memory series = world.contracts().notes.series(id);
        assertEq(series.released, series.supply, "INV-8 a repaid loan keeps escrow");
        assertGe(series.paidIn, series.supply, "INV-8 a repaid loan brought less than its principal");
        uint256[] memory live = world.contracts().loans.liveLoansOf(world.loansGhost().borrowerOf(id));
        for (uint256 i; i < live.length; ++i) {
            assertTrue(live[i] != id, "INV-8 a repaid loan is listed as live");
        }
    }

    /// @dev INV-11.
    function _checkRecord() private view {
        World.Contracts memory contracts = world.contracts();
        for (uint32 id = 1; id <= contracts.participants.participantCount(); ++id) {
            ICreditRecord.Record memory told = world.loansGhost().recordOf(id);
            ICreditRecord.Record memory kept = contracts.record.recordOf(id);
            assertEq(
                keccak256(abi.encode(kept)),
                keccak256(abi.encode(told)),
                "INV-11 the record is not the events"
            );
            assertEq(contracts.record.loanCountOf(id), told.loansDrawn, "INV-11 the record lacks a loan");
        }
    }

    /// @dev INV-21, INV-22.
    function _checkAssessments() private view {
        uint256[] memory ids = world.loansGhost().ids();
        for (uint256 i; i < ids.length; ++i) {
            _checkAssessment(ids[i], world.contracts().loans.loan(ids[i]));
        }
        ICreditRecord record = world.contracts().record;
        for (uint32 id = 1; id <= world.contracts().participants.participantCount(); ++id) {
            assertEq(
                record.newestIssuedAt(id),
                world.recordGhost().newestIssuedAt(id),
                "INV-22 the newest is not told"
            );
        }
    }

    function _checkAssessment(uint256 id, ILoans.Loan memory loan) private view {
        RecordGhost ghost = world.recordGhost();
        IAssessments.Quoted memory kept = world.contracts().record.quotedOf(id);
        assertEq(kept.assessmentHash, ghost.hashQuotedBy(id), "INV-21 another assessment is kept");
        bool asked = world.contracts().loans.product(loan.productId).assessed;
        assertEq(asked, kept.assessmentHash != 0, "INV-21 a loan lacks its assessment");
        if (!asked) return;
        IAssessments.Assessment memory told = ghost.quotedBy(id);
        assertEq(told.participantId, loan.borrowerId, "INV-21 the assessment is another's");
        assertEq(told.currency, SeriesId.currencyOf(id), "INV-21 another currency was assessed");
        assertLe(loan.terms.principal, told.greatestPrincipal, "INV-21 more than was assessed");
        assertLe(_termDaysOf(loan.terms), told.greatestTermDays, "INV-21 a longer term than was assessed");
        assertGe(loan.terms.annualRate, told.leastRate, "INV-21 a lower rate than was assessed");
        assertEq(kept.modelHash, told.modelHash, "INV-21 another model is kept");
        assertEq(kept.grade, told.grade, "INV-21 another grade is kept");
        assertEq(ghost.timesQuoted(kept.assessmentHash), 1, "INV-22 an assessment backs two loans");
        assertEq(
            world.contracts().record.loanQuoting(kept.assessmentHash),
            id,
            "INV-22 it is kept for another loan"
        );
    }

    function _termDaysOf(ILoans.Terms memory terms) private pure returns (uint256) {
        uint256 unitDays = terms.unit == ILoans.Unit.Month ? 30 : terms.unit == ILoans.Unit.Week ? 7 : 1;
        return uint256(terms.interval) * terms.count * unitDays;
    }

    function _owed(uint256 id) private view returns (uint256) {
        ILoans.Allocation memory owed = world.contracts().loans.payoff(id, block.timestamp);
        return owed.lateInterest + owed.interest + owed.principal;
    }
}
