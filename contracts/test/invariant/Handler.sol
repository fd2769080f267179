// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { VmSafe } from "forge-std/Vm.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ICreditRecord } from "../../src/interfaces/ICreditRecord.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { SeriesId } from "../../src/notes/SeriesId.sol";
import { LoansGhost } from "./LoansGhost.sol";
import { NotesGhost } from "./NotesGhost.sol";
import { World } from "./World.sol";

/// @notice Does one thing in somebody's name, writes it into the books beside, and looks at everybody it must not have touched.
/// @dev A call that is refused is no failure. A broken promise is, and so is a mistake in a handler: they revert.
abstract contract Handler is Test {
    /// @dev Per series (outer) and holder (inner), in the order of the ghost; both lists only grow. `shut` and `left` per holder: whether
    /// they are frozen with all they hold flagged, and what cash of any currency left `Notes` for them so far.
    struct Snapshot {
        uint256[] ids;
        address[] holders;
        uint256[] entitled;
        uint256[] balances;
        uint256[] paidIn;
        uint256[] cash;
        bool[] shut;
        uint256[] left;
    }

    World internal immutable world;
    INotes internal immutable notes;
    ILoans internal immutable loans;
    IParticipants internal immutable participants;
    ICreditRecord internal immutable record;
    NotesGhost internal immutable notesGhost;
    LoansGhost internal immutable loansGhost;

    /// @dev Whose cash and whose notes the running call may take, beside the caller's own.
    address internal mayDebit;
    address internal maySpend;

    constructor(World world_) {
        world = world_;
        World.Contracts memory contracts = world_.contracts();
        notes = contracts.notes;
        loans = contracts.loans;
        participants = contracts.participants;
        record = contracts.record;
        notesGhost = world_.notesGhost();
        loansGhost = world_.loansGhost();
    }

    /// @dev Calls `target` as `caller` and checks what holds for every call of anybody.
    function _act(string memory name, address caller, address target, bytes memory data)
        internal
        returns (bool ok, bytes memory answer)
    {
        Snapshot memory before = _snapshot();
        vm.recordLogs();
        vm.prank(caller);
        (ok, answer) = target.call(data);
        // A call that was refused leaves its logs behind.
        VmSafe.Log[] memory logs = vm.getRecordedLogs();
        if (ok) world.write(logs);
        world.count(name, ok);
        if (ok) _compare(name, caller, before);
        else _requireReason(name, answer);
        (mayDebit, maySpend) = (address(0), address(0));
    }

    function _compare(string memory name, address caller, Snapshot memory before) private view {
        uint256 width = before.holders.length;
        for (uint256 i; i < before.ids.length; ++i) {
            uint256 id = before.ids[i];
            bool paid = notesGhost.paidIn(id) != before.paidIn[i];
            for (uint256 j; j < width; ++j) {
                address holder = before.holders[j];
                uint256 entitled = _entitled(id, holder);
                uint256 was = before.entitled[i * width + j];
                if (paid) {
                    assertGe(entitled, was, string.concat("INV-9 a payment took a claim away: ", name));
                } else {
                    assertEq(entitled, was, string.concat("INV-9 somebody else's claim changed: ", name));
                }
                if (notes.balanceOf(holder, id) < before.balances[i * width + j]) {
                    assertTrue(
                        holder == caller || holder == maySpend,
                        string.concat("INV-13 a holding shrank without its owner: ", name)
                    );
                }
            }
        }
        for (uint256 j; j < width; ++j) {
            if (!before.shut[j]) continue;
            assertEq(
                _left(before.holders[j]),
                before.left[j],
                string.concat("INV-25 cash left for a frozen holder: ", name)
            );
        }
        _compareCash(name, caller, before.cash);
    }

    function _compareCash(string memory name, address caller, uint256[] memory before) private view {
        World.Currency[] memory currencies = world.currencies();
        address[] memory wallets = world.wallets();
        for (uint256 i; i < currencies.length; ++i) {
            for (uint256 j; j < wallets.length; ++j) {
                if (wallets[j] == caller || wallets[j] == mayDebit) continue;
                assertGe(
                    IERC20(currencies[i].token).balanceOf(wallets[j]),
                    before[i * wallets.length + j],
                    string.concat("INV-15 somebody's wallet was debited by another's act: ", name)
                );
            }
        }
    }

    function _snapshot() private view returns (Snapshot memory now_) {
        now_.ids = notesGhost.ids();
        now_.holders = notesGhost.holders();
        uint256 width = now_.holders.length;
        now_.entitled = new uint256[](now_.ids.length * width);
        now_.balances = new uint256[](now_.ids.length * width);
        now_.paidIn = new uint256[](now_.ids.length);
        for (uint256 i; i < now_.ids.length; ++i) {
            now_.paidIn[i] = notesGhost.paidIn(now_.ids[i]);
            for (uint256 j; j < width; ++j) {
                now_.entitled[i * width + j] = _entitled(now_.ids[i], now_.holders[j]);
                now_.balances[i * width + j] = notes.balanceOf(now_.holders[j], now_.ids[i]);
            }
        }
        now_.shut = new bool[](width);
        now_.left = new uint256[](width);
        for (uint256 j; j < width; ++j) {
            now_.shut[j] = _isShut(now_.ids, now_.holders[j]);
            now_.left[j] = _left(now_.holders[j]);
        }
        World.Currency[] memory currencies = world.currencies();
        address[] memory wallets = world.wallets();
        now_.cash = new uint256[](currencies.length * wallets.length);
        for (uint256 i; i < currencies.length; ++i) {
            for (uint256 j; j < wallets.length; ++j) {
                now_.cash[i * wallets.length + j] = IERC20(currencies[i].token).balanceOf(wallets[j]);
            }
        }
    }

    function _isShut(uint256[] memory ids, address holder) private view returns (bool) {
        if (!notes.isFrozen(holder)) return false;
        for (uint256 i; i < ids.length; ++i) {
            INotes.Holding memory held = notes.holding(ids[i], holder);
            if (held.balance != 0 && !held.flagged) return false;
        }
        return true;
    }

    function _left(address holder) private view returns (uint256 sum) {
        World.Currency[] memory currencies = world.currencies();
        for (uint256 i; i < currencies.length; ++i) {
            sum += notesGhost.movedOutTo(currencies[i].token, holder);
        }
    }

    function _entitled(uint256 id, address holder) private view returns (uint256) {
        return notesGhost.claimed(id, holder) + notes.claimable(id, holder);
    }

    /// @dev No refusal is a mistake in the arithmetic, and each says why.
    function _requireReason(string memory name, bytes memory answer) private pure {
        assertGe(answer.length, 4, string.concat("INV-17 a refusal without a reason: ", name));
        assertTrue(
            bytes4(answer) != bytes4(keccak256("Panic(uint256)")), string.concat("INV-17 a panic: ", name)
        );
    }

    /// @param named Whether all they hold is flagged with it.
    function _freeze(uint32 id, bool named) internal {
        IParticipants.HoldingsOf[] memory holdings;
        if (named) holdings = world.holdingsOf(id);
        bytes memory data = abi.encodeCall(participants.freeze, (id, keccak256("reason"), holdings));
        _act("freeze", world.contracts().verifier, address(participants), data);
    }

    function _unfreeze(uint32 id) internal {
        bytes memory data = abi.encodeCall(participants.unfreeze, (id, keccak256("reason")));
        _act("unfreeze", world.contracts().verifier, address(participants), data);
    }

    function _one(address[] memory from, uint256 seed) internal pure returns (address) {
        return from[seed % from.length];
    }

    function _loan(uint256 seed) internal view returns (uint256) {
        uint256[] memory ids = loansGhost.ids();
        return ids[seed % ids.length];
    }

    /// @dev A loan in the wanted state if there is one, and now and then any loan, so that refusals are tried too.
    function _loanIn(uint256 seed, ILoans.Status status) internal view returns (uint256) {
        uint256[] memory ids = loansGhost.ids();
        if (seed % 16 != 0) {
            for (uint256 i; i < ids.length; ++i) {
                uint256 id = ids[addmod(seed, i, ids.length)];
                if (loans.loan(id).position.status == status) return id;
            }
        }
        return ids[seed % ids.length];
    }

    function _currencyOf(uint256 id) internal view returns (World.Currency memory) {
        return world.currencyOf(SeriesId.currencyOf(id));
    }

    function _sum(ILoans.Allocation memory allocation) internal pure returns (uint256) {
        return allocation.lateInterest + allocation.interest + allocation.principal;
    }
}
