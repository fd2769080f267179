// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAccountPolicy, Permission } from "./IAccountPolicy.sol";

/// @title PlatformPolicy
/// @notice What accounts of one platform begin with: `IAccountPolicy` tells the rules. Written once, when it is made.
contract PlatformPolicy is IAccountPolicy {
    struct Rules {
        uint256 delay;
        uint256 recoveryDelay;
        uint256 coolingPeriod;
        AllowedCall[] allowedCalls;
        address[] platform;
        SpendingLimit[] spendingLimits;
        bytes32[] domains;
    }

    /// @inheritdoc IAccountPolicy
    uint256 public immutable delay;
    /// @inheritdoc IAccountPolicy
    uint256 public immutable recoveryDelay;
    /// @inheritdoc IAccountPolicy
    uint256 public immutable coolingPeriod;
    /// @inheritdoc IAccountPolicy
    mapping(address target => mapping(bytes4 selector => Permission)) public permissionOf;
    /// @inheritdoc IAccountPolicy
    mapping(address target => bool) public isPlatform;
    /// @inheritdoc IAccountPolicy
    mapping(bytes32 domainSeparator => bool) public isDomainAllowed;

    mapping(address currency => SpendingLimit) private _limits;
    AllowedCall[] private _allowedCalls;
    address[] private _platform;
    SpendingLimit[] private _spendingLimits;
    bytes32[] private _domains;

    constructor(Rules memory rules) {
        delay = _within(rules.delay, 1 hours, 30 days);
        recoveryDelay = _within(rules.recoveryDelay, 2 days, 90 days);
        coolingPeriod = _within(rules.coolingPeriod, 1 days, 90 days);
        for (uint256 i; i < rules.allowedCalls.length; ++i) {
            AllowedCall memory allowed = rules.allowedCalls[i];
            permissionOf[allowed.target][allowed.selector] = allowed.permission;
            _allowedCalls.push(allowed);
        }
        for (uint256 i; i < rules.platform.length; ++i) {
            isPlatform[rules.platform[i]] = true;
        }
        for (uint256 i; i < rules.spendingLimits.length; ++i) {
            _limits[rules.spendingLimits[i].currency] = rules.spendingLimits[i];
            _spendingLimits.push(rules.spendingLimits[i]);
        }
        for (uint256 i; i < rules.domains.length; ++i) {
            isDomainAllowed[rules.domains[i]] = true;
        }
        (_platform, _domains) = (rules.platform, rules.domains);
    }

    /// @inheritdoc IAccountPolicy
    function limitOf(address currency) external view returns (uint256 payments, uint256 newPayees) {
        // Both lie in one word; the currency, in the one before, need not be read.
        SpendingLimit storage limit = _limits[currency];
        return (limit.payments, limit.newPayees);
    }

    /// @inheritdoc IAccountPolicy
    function allowedCalls() external view returns (AllowedCall[] memory) {
        return _allowedCalls;
    }

    /// @inheritdoc IAccountPolicy
    function platform() external view returns (address[] memory) {
        return _platform;
    }

    /// @inheritdoc IAccountPolicy
    function spendingLimits() external view returns (SpendingLimit[] memory) {
        return _spendingLimits;
    }

    /// @inheritdoc IAccountPolicy
    function domains() external view returns (bytes32[] memory) {
        return _domains;
    }

    function _within(uint256 given, uint256 least, uint256 greatest) private pure returns (uint256) {
        if (given < least || given > greatest) revert DelayOutOfRange(given, least, greatest);
        return given;
    }
}
