// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What an account may call. Each is wider than the one before it: to widen takes both factors or a wait, to narrow neither.
enum Permission {
    Never,
    BothFactors,
    /// One factor, as long as what is lent, or paid of somebody else's debt, keeps to the spending limit with all else it gives away.
    WithinLimit,
    OneFactor
}

/// @notice What new accounts may call and spend until their owners say otherwise. Nobody can change it; it is one for many accounts, and
/// the address of each account follows from it.
interface IAccountPolicy {
    struct AllowedCall {
        address target;
        bytes4 selector;
        Permission permission;
    }

    /// @notice What one factor alone may move within a window, in base units of the currency.
    /// @param payments Payments and notes together.
    /// @param newPayees The part of it that may go to whom the account has not paid for long.
    struct SpendingLimit {
        address currency;
        uint104 payments;
        uint104 newPayees;
    }

    error DelayOutOfRange(uint256 given, uint256 least, uint256 greatest);

    /// @notice Seconds from announcing calls with one factor until anybody may have them done; and until somebody paid once is no longer new.
    function delay() external view returns (uint256);
    /// @notice Seconds from a recovery's proposal until anybody may have it done.
    function recoveryDelay() external view returns (uint256);
    /// @notice Seconds after a veto in which no recovery can be proposed.
    function coolingPeriod() external view returns (uint256);
    function permissionOf(address target, bytes4 selector) external view returns (Permission);
    /// @notice Whether it is a contract of the platform: what it may take is no payment.
    function isPlatform(address target) external view returns (bool);
    function limitOf(address currency) external view returns (uint256 payments, uint256 newPayees);
    /// @notice Whether one factor alone may sign (ERC-1271) for the application with this EIP-712 domain separator.
    function isDomainAllowed(bytes32 domainSeparator) external view returns (bool);
    function allowedCalls() external view returns (AllowedCall[] memory);
    function platform() external view returns (address[] memory);
    function spendingLimits() external view returns (SpendingLimit[] memory);
    function domains() external view returns (bytes32[] memory);
}
