// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { VmSafe } from "forge-std/Vm.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { SeriesId } from "../../src/notes/SeriesId.sol";

/// @notice A second set of books, kept from events and from cash seen moving. It shares no arithmetic with `Notes`.
contract NotesGhost {
    address public immutable NOTES;

    uint256[] private _ids;
    address[] private _holders;
    mapping(address account => bool) private _isHolder;

    mapping(uint256 id => uint256) public supply;
    mapping(uint256 id => uint256) public escrow;
    mapping(uint256 id => uint256) public paidIn;
    mapping(uint256 id => mapping(address holder => uint256)) public balance;
    mapping(uint256 id => mapping(address holder => uint256)) public claimed;
    /// @notice Sum of (notes held when cash came in x that cash): over the supply it is the holder's exact share.
    mapping(uint256 id => mapping(address holder => uint256)) public shared;

    mapping(address currency => mapping(address account => uint256)) public held;
    mapping(address currency => uint256) public heldByAll;
    /// @notice What `Notes` ever owed an account in cash: claims, escrow released to it, subscriptions withdrawn.
    mapping(address currency => mapping(address account => uint256)) public owed;
    /// @notice Cash seen arriving at `Notes` and leaving it.
    mapping(address currency => uint256) public movedIn;
    mapping(address currency => uint256) public movedOut;
    mapping(address currency => mapping(address account => uint256)) public movedOutTo;

    constructor(address notes) {
        NOTES = notes;
    }

    function ids() external view returns (uint256[] memory) {
        return _ids;
    }

    function holders() external view returns (address[] memory) {
        return _holders;
    }

    /// @notice The share of all cash paid in that a holder is due, claimed or not, rounded down once.
    function shareOf(uint256 id, address holder) external view returns (uint256) {
        return supply[id] == 0 ? 0 : shared[id][holder] / supply[id];
    }

    function write(VmSafe.Log[] memory logs) external {
        for (uint256 i; i < logs.length; ++i) {
            VmSafe.Log memory log = logs[i];
            if (log.topics.length == 0) continue;
            if (log.emitter == NOTES) _writeNotes(log);
            else if (log.topics[0] == IERC20.Transfer.selector && log.topics.length == 3) _writeCash(log);
        }
    }

    function _writeCash(VmSafe.Log memory log) private {
        address from = _account(log.topics[1]);
        address to = _account(log.topics[2]);
        uint256 amount = abi.decode(log.data, (uint256));
        if (from == NOTES) {
            movedOut[log.emitter] += amount;
            movedOutTo[log.emitter][to] += amount;
        }
        if (to == NOTES) movedIn[log.emitter] += amount;
    }

    function _writeNotes(VmSafe.Log memory log) private {
        bytes32 kind = log.topics[0];
        if (kind == INotes.SeriesOpened.selector) _ids.push(uint256(log.topics[1]));
        else if (kind == INotes.Transfer.selector) _writeTransfer(log);
        else if (kind == INotes.PaidIn.selector) _writePaidIn(log);
        else if (kind == INotes.Released.selector) _writeReleased(log);
        else if (kind == INotes.Claimed.selector) _writeClaimed(log);
        else if (kind == INotes.CashHeld.selector) _writeHeld(log, true);
        else if (kind == INotes.HeldCashPaid.selector) _writeHeld(log, false);
    }

    function _writeTransfer(VmSafe.Log memory log) private {
        (, uint256 amount) = abi.decode(log.data, (address, uint256));
        address sender = _account(log.topics[1]);
        address receiver = _account(log.topics[2]);
        uint256 id = uint256(log.topics[3]);
        if (sender == address(0)) {
            supply[id] += amount;
            escrow[id] += amount;
        } else {
            balance[id][sender] -= amount;
        }
        if (receiver == address(0)) {
            supply[id] -= amount;
            escrow[id] -= amount;
            owed[SeriesId.currencyOf(id)][sender] += amount;
        } else {
            balance[id][receiver] += amount;
            if (!_isHolder[receiver]) {
                _isHolder[receiver] = true;
                _holders.push(receiver);
            }
        }
    }

    function _writePaidIn(VmSafe.Log memory log) private {
        uint256 id = uint256(log.topics[1]);
        (uint256 amount,,) = abi.decode(log.data, (uint256, uint256, uint256));
        if (uint256(log.topics[3]) == uint256(INotes.CashKind.Refund)) escrow[id] -= amount;
        paidIn[id] += amount;
        for (uint256 i; i < _holders.length; ++i) {
            shared[id][_holders[i]] += balance[id][_holders[i]] * amount;
        }
    }

    function _writeReleased(VmSafe.Log memory log) private {
        uint256 id = uint256(log.topics[1]);
        uint256 amount = abi.decode(log.data, (uint256));
        escrow[id] -= amount;
        owed[SeriesId.currencyOf(id)][_account(log.topics[2])] += amount;
    }

    function _writeClaimed(VmSafe.Log memory log) private {
        uint256 id = uint256(log.topics[1]);
        address holder = _account(log.topics[2]);
        uint256 amount = abi.decode(log.data, (uint256));
        claimed[id][holder] += amount;
        owed[SeriesId.currencyOf(id)][holder] += amount;
    }

    function _writeHeld(VmSafe.Log memory log, bool more) private {
        address currency = _account(log.topics[1]);
        address account = _account(log.topics[2]);
        uint256 amount = abi.decode(log.data, (uint256));
        if (more) {
            held[currency][account] += amount;
            heldByAll[currency] += amount;
        } else {
            held[currency][account] -= amount;
            heldByAll[currency] -= amount;
        }
    }

    function _account(bytes32 topic) private pure returns (address) {
        return address(uint160(uint256(topic)));
    }
}
