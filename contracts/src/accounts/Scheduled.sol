// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccountSigners } from "./AccountSigners.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";
import { Factors } from "./SelfCalls.sol";

/// @notice The way round the second factor: announce, wait, and nobody has objected.
abstract contract Scheduled is AccountSigners {
    uint256 private constant LASTS = 30 days;

    /// @dev One word. Void if the signers were replaced since.
    struct Announcement {
        uint64 readyAt;
        uint64 generation;
    }

    mapping(bytes32 id => Announcement) private _announcements;

    /// @inheritdoc IPasskeyAccount
    function schedule(bytes calldata executionData, bytes32 salt) external onlySelf returns (bytes32 id) {
        id = scheduledId(executionData, salt);
        (uint256 readyAt, uint256 expiresAt) = scheduled(id);
        if (block.timestamp < expiresAt) revert AlreadyScheduled(id, readyAt);
        readyAt = block.timestamp + _policy().delay();
        _announcements[id] = Announcement(uint64(readyAt), _generation);
        emit CallsScheduled(id, readyAt, readyAt + LASTS, executionData, salt);
    }

    /// @inheritdoc IPasskeyAccount
    function cancel(bytes32 id) external onlySelf {
        (uint256 readyAt,) = scheduled(id);
        if (readyAt == 0) revert NotScheduled(id);
        delete _announcements[id];
        emit CallsCancelled(id);
    }

    /// @inheritdoc IPasskeyAccount
    function executeScheduled(bytes calldata executionData, bytes32 salt) external {
        bytes32 id = scheduledId(executionData, salt);
        (uint256 readyAt, uint256 expiresAt) = scheduled(id);
        if (readyAt == 0) revert NotScheduled(id);
        if (block.timestamp < readyAt) revert ScheduledTooEarly(id, readyAt);
        if (block.timestamp >= expiresAt) revert ScheduleExpired(id, expiresAt);
        delete _announcements[id];
        emit ScheduledCallsExecuted(id, msg.sender);
        _makeCalls(executionData, Factors.Both);
    }

    /// @inheritdoc IPasskeyAccount
    function scheduledId(bytes calldata executionData, bytes32 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(executionData), salt));
    }

    /// @inheritdoc IPasskeyAccount
    function scheduled(bytes32 id) public view returns (uint256 readyAt, uint256 expiresAt) {
        Announcement memory announcement = _announcements[id];
        if (announcement.readyAt == 0 || announcement.generation != _generation) return (0, 0);
        return (announcement.readyAt, announcement.readyAt + LASTS);
    }

    function _makeCalls(bytes calldata executionData, Factors factors) internal virtual;
}
