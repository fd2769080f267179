// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IFees } from "../interfaces/IFees.sol";

/// @title Fees
/// @notice The public fee schedule: `IFees` tells the rules.
contract Fees is IFees, AccessManaged {
    /// @dev `next` binds from `bindsAt`, `current` before.
    struct Fee {
        uint32 current;
        uint32 next;
        uint64 bindsAt;
    }

    /// @inheritdoc IFees
    uint256 public immutable noticePeriod;
    /// @inheritdoc IFees
    uint32 public immutable greatestFee;

    mapping(uint32 productId => Fee) private _fees;
    address private _payee;
    address private _nextPayee;
    uint256 private _payeeBindsAt;

    /// @param payee_ Binds at once.
    /// @param noticePeriod_ Seconds between an announcement and its effect.
    /// @param greatestFee_ Millionths of the principal that no fee ever exceeds.
    constructor(address accessManager, address payee_, uint256 noticePeriod_, uint32 greatestFee_)
        AccessManaged(accessManager)
    {
        if (payee_ == address(0)) revert PayeeIsZero();
        if (greatestFee_ > 1_000_000) revert FeeTooLarge(greatestFee_, 1_000_000);
        noticePeriod = noticePeriod_;
        greatestFee = greatestFee_;
        (_payee, _nextPayee) = (payee_, payee_);
        emit FeePayeeAnnounced(payee_, block.timestamp);
    }

    /// @inheritdoc IFees
    function announceFee(uint32 productId, uint32 originationFee) external restricted {
        if (originationFee > greatestFee) revert FeeTooLarge(originationFee, greatestFee);
        Fee storage fee = _fees[productId];
        bool isFirst = fee.bindsAt == 0;
        uint256 bindsAt = isFirst ? block.timestamp : block.timestamp + noticePeriod;
        uint32 current = isFirst ? originationFee : feeOf(productId);
        _fees[productId] = Fee({ current: current, next: originationFee, bindsAt: uint64(bindsAt) });
        emit FeeAnnounced(productId, originationFee, bindsAt);
    }

    /// @inheritdoc IFees
    function announcePayee(address payee_) external restricted {
        if (payee_ == address(0)) revert PayeeIsZero();
        _payee = payee();
        _nextPayee = payee_;
        _payeeBindsAt = block.timestamp + noticePeriod;
        emit FeePayeeAnnounced(payee_, _payeeBindsAt);
    }

    /// @inheritdoc IFees
    function feeOf(uint32 productId) public view returns (uint32 originationFee) {
        Fee memory fee = _fees[productId];
        return block.timestamp < fee.bindsAt ? fee.current : fee.next;
    }

    /// @inheritdoc IFees
    function announcedFeeOf(uint32 productId) external view returns (uint32 originationFee, uint256 bindsAt) {
        Fee memory fee = _fees[productId];
        return (fee.next, fee.bindsAt);
    }

    /// @inheritdoc IFees
    function payee() public view returns (address) {
        return block.timestamp < _payeeBindsAt ? _payee : _nextPayee;
    }
}
