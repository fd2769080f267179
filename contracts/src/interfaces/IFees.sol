// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice The public fee schedule. A change is announced before it binds and never touches a loan already requested.
interface IFees {
    /// @param originationFee Millionths of the principal drawn.
    event FeeAnnounced(uint32 indexed productId, uint32 originationFee, uint256 bindsAt);
    event FeePayeeAnnounced(address indexed payee, uint256 bindsAt);

    error FeeTooLarge(uint32 originationFee, uint32 greatest);
    error PayeeIsZero();

    /// @notice Seconds between an announcement and its effect.
    function noticePeriod() external view returns (uint256);
    function greatestFee() external view returns (uint32);
    /// @notice A product's first fee binds at once; every change after the notice period.
    function announceFee(uint32 productId, uint32 originationFee) external;
    function announcePayee(address payee) external;
    function feeOf(uint32 productId) external view returns (uint32 originationFee);
    function announcedFeeOf(uint32 productId) external view returns (uint32 originationFee, uint256 bindsAt);
    function payee() external view returns (address);
}
