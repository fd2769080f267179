// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { SeriesId } from "../../src/notes/SeriesId.sol";
import { LoansGhost } from "./LoansGhost.sol";
import { World } from "./World.sol";

/// @notice INV-12: what was subscribed and borrowed never passes a limit that was in force at that moment. Counted anew in base units
/// from supplies and balances; a year here is 365 days to the second, where `Notes` counts periods of 91.5.
contract Caps is Test {
    struct Subscription {
        uint256 id;
        uint256 amount;
        uint256 time;
    }

    World private immutable _world;
    INotes private immutable _notes;
    ILoans private immutable _loans;
    IParticipants private immutable _participants;

    mapping(uint32 participantId => Subscription[]) private _subscriptions;
    mapping(uint256 id => uint256) private _seenSupply;

    constructor(World world) {
        _world = world;
        _notes = world.contracts().notes;
        _loans = world.contracts().loans;
        _participants = world.contracts().participants;
    }

    /// @dev Takes note of what was subscribed, before the fuzz began, by people without limits.
    function begin(uint256[] calldata ids) external {
        for (uint256 i; i < ids.length; ++i) {
            _seenSupply[ids[i]] = _notes.totalSupply(ids[i]);
        }
    }

    function checkSubscription(uint256 id, address holder) external {
        uint32 participantId = _participants.participantOf(holder);
        uint256 supply = _notes.totalSupply(id);
        _subscriptions[participantId].push(Subscription(id, supply - _seenSupply[id], block.timestamp));
        _seenSupply[id] = supply;

        assertLe(supply, _loans.loan(id).terms.principal, "INV-12 a loan was funded beyond its principal");
        assertTrue(_loans.loan(id).borrowerId != participantId, "INV-12 somebody funded themselves");
        assertFalse(
            _participants.areRelated(participantId, _loans.loan(id).borrowerId),
            "INV-12 a related party funded"
        );
        IParticipants.Policy memory policy = _policyOf(participantId);
        if (policy.perLoan != 0) {
            assertLe(
                _heldBy(participantId, id), policy.perLoan * _one(id), "INV-12 the cap per loan was passed"
            );
        }
        if (policy.perPair != 0) {
            assertLe(_lent(participantId, id), policy.perPair, "INV-12 the cap per pair was passed");
        }
        if (policy.per12Months != 0) {
            assertLe(_lastYear(participantId), policy.per12Months, "INV-12 the cap in 12 months was passed");
        }
    }

    /// @dev What is taken back is taken off the latest subscriptions to that loan.
    function recordWithdrawal(uint256 id, address holder) external {
        uint256 supply = _notes.totalSupply(id);
        uint256 left = _seenSupply[id] - supply;
        _seenSupply[id] = supply;
        Subscription[] storage list = _subscriptions[_participants.participantOf(holder)];
        for (uint256 i = list.length; i > 0 && left != 0; --i) {
            Subscription storage subscription = list[i - 1];
            if (subscription.id != id) continue;
            uint256 taken = left < subscription.amount ? left : subscription.amount;
            subscription.amount -= taken;
            left -= taken;
        }
    }

    function checkBorrower(uint256 requested) external view {
        uint32 borrowerId = _loans.loan(requested).borrowerId;
        uint256 live;
        uint256 units;
        LoansGhost ghost = _world.loansGhost();
        uint256[] memory ids = ghost.ids();
        for (uint256 i; i < ids.length; ++i) {
            if (ghost.borrowerOf(ids[i]) != borrowerId) continue;
            ILoans.Loan memory loan = _loans.loan(ids[i]);
            ILoans.Status status = loan.position.status;
            if (status == ILoans.Status.Funding || status == ILoans.Status.Funded) {
                units += loan.terms.principal / _one(ids[i]);
            } else if (status == ILoans.Status.Active || status == ILoans.Status.Defaulted) {
                units += loan.position.outstandingPrincipal / _one(ids[i]);
            } else {
                continue;
            }
            ++live;
        }
        assertLe(live, 8, "INV-12 too many live loans");
        uint256 cap = _policyOf(borrowerId).perBorrower;
        if (cap != 0) assertLe(units, cap, "INV-12 the cap per borrower was passed");
    }

    function _policyOf(uint32 participantId) private view returns (IParticipants.Policy memory) {
        return _participants.policy(_participants.claimsOf(participantId).policyId);
    }

    function _heldBy(uint32 participantId, uint256 id) private view returns (uint256 held) {
        address[] memory wallets = _participants.walletsOf(participantId);
        for (uint256 i; i < wallets.length; ++i) {
            held += _notes.balanceOf(wallets[i], id);
        }
        wallets = _participants.formerWalletsOf(participantId);
        for (uint256 i; i < wallets.length; ++i) {
            if (_participants.participantOf(wallets[i]) == 0) held += _notes.balanceOf(wallets[i], id);
        }
    }

    /// @dev Whole units this participant has in the live loans of who raises `id`, rounded down.
    function _lent(uint32 participantId, uint256 id) private view returns (uint256 units) {
        uint256[] memory live = _loans.liveLoansOf(_loans.loan(id).borrowerId);
        for (uint256 i; i < live.length; ++i) {
            uint256 held = _heldBy(participantId, live[i]);
            if (held == 0) continue;
            ILoans.Position memory position = _loans.loan(live[i]).position;
            if (position.drawnAt != 0) {
                held = held * position.outstandingPrincipal / _notes.totalSupply(live[i]);
            }
            units += held / _one(live[i]);
        }
    }

    function _lastYear(uint32 participantId) private view returns (uint256 units) {
        Subscription[] memory list = _subscriptions[participantId];
        for (uint256 i; i < list.length; ++i) {
            if (list[i].time + 365 days > block.timestamp) units += list[i].amount / _one(list[i].id);
        }
    }

    function _one(uint256 id) private view returns (uint256) {
        return 10 ** _world.currencyOf(SeriesId.currencyOf(id)).decimals;
    }
}
