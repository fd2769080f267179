// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AllowedCalls } from "./AllowedCalls.sol";
import { Permission } from "./IAccountPolicy.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";
import { Payment, Payments } from "./Payment.sol";
import { Factors } from "./SelfCalls.sol";
import { GREATEST_AMOUNT, SpentWord } from "./SpentWord.sol";

/// @notice How much one factor alone may give away, per currency, and how much of it to somebody new.
abstract contract SpendingLimits is AllowedCalls {
    /// @dev One word. Without `isSet` the policy's holds.
    struct OwnLimit {
        uint104 payments;
        uint104 newPayees;
        bool isSet;
    }

    mapping(address currency => OwnLimit) private _limits;
    mapping(address currency => SpentWord) private _spent;
    mapping(address currency => SpentWord) private _spentOnNew;
    /// @dev When one factor first paid them; 1 if both factors have.
    mapping(address payee => uint256) private _paidSince;

    /// @inheritdoc IPasskeyAccount
    function setSpendingLimit(address currency, uint256 payments, uint256 newPayees) external onlySelf {
        (uint256 payments_, uint256 newPayees_) = spendingLimitOf(currency);
        if (payments > payments_ || newPayees > newPayees_) _requireBothFactors();
        uint256 greater = payments > newPayees ? payments : newPayees;
        if (greater > GREATEST_AMOUNT) revert LimitTooLarge(greater, GREATEST_AMOUNT);
        _limits[currency] = OwnLimit(uint104(payments), uint104(newPayees), true);
        _timesSet += 1;
        emit SpendingLimitSet(currency, payments, newPayees);
    }

    /// @inheritdoc IPasskeyAccount
    function spendingLimitOf(address currency) public view returns (uint256 payments, uint256 newPayees) {
        if (_timesSet != 0) {
            OwnLimit memory own = _limits[currency];
            if (own.isSet) return (own.payments, own.newPayees);
        }
        return _policy().limitOf(currency);
    }

    /// @inheritdoc IPasskeyAccount
    function spentOf(address currency) external view returns (uint256 payments, uint256 newPayees) {
        return (_spent[currency].spentAt(block.timestamp), _spentOnNew[currency].spentAt(block.timestamp));
    }

    /// @inheritdoc IPasskeyAccount
    function isKnownPayee(address payee) public view returns (bool) {
        uint256 since = _paidSince[payee];
        return since == 1 || (since != 0 && block.timestamp >= since + _policy().delay());
    }

    /// @dev Reverts unless the account makes such a call with these factors.
    function _checkCall(address target, uint256 value, bytes calldata data, Factors factors) internal {
        bytes4 selector = bytes4(data);
        Permission permission = permissionOf(target, selector);
        if (permission == Permission.Never) revert CallNotAllowed(target, selector);
        if (factors == Factors.One) {
            address beneficiary = Payments.beneficiary(target, selector, data);
            if (
                permission == Permission.BothFactors
                    || (beneficiary != address(0) && beneficiary != address(this))
            ) revert CallNeedsBothFactors(target, selector);
        }
        if (value != 0) _count(Payment(address(0), target, value), factors);
        Payment memory payment = Payments.read(target, selector, data);
        // What the platform is allowed it takes for the account alone; what it is sent, nobody has any more.
        if (!Payments.isAllowance(selector) || !_policy().isPlatform(payment.payee)) {
            _count(payment, factors);
        }
        if (permission != Permission.WithinLimit || factors == Factors.Both) return;
        Payment memory lent = Payments.lent(target, selector, data);
        if (lent.amount == 0) return;
        // What is lent the platform's contract tells.
        (uint256 limit,) = spendingLimitOf(lent.currency);
        _spend(lent, limit);
    }

    /// @dev What both factors pay counts nowhere, and whom they pay is known.
    function _count(Payment memory payment, Factors factors) private {
        address payee = payment.payee;
        if (payment.amount == 0 || payee == address(0) || payee == address(this)) return;
        if (factors == Factors.Both) {
            _paidSince[payee] = 1;
            return;
        }
        (uint256 limit, uint256 limitOnNew) = spendingLimitOf(payment.currency);
        uint256 used = _spend(payment, limit);
        emit Spent(payment.currency, payee, payment.amount, used);
        if (!isKnownPayee(payee)) _countNew(payment, limitOnNew);
    }

    /// @return usedAfter What counts in the window with this payment.
    function _spend(Payment memory payment, uint256 limit) private returns (uint256 usedAfter) {
        (address currency, uint256 amount) = (payment.currency, payment.amount);
        (SpentWord next, uint256 used) = _spent[currency].spend(block.timestamp, amount);
        if (amount > limit || used + amount > limit) {
            revert SpendingLimitExceeded(currency, used, amount, limit);
        }
        _spent[currency] = next;
        return used + amount;
    }

    function _countNew(Payment memory payment, uint256 limit) private {
        (SpentWord next, uint256 used) = _spentOnNew[payment.currency].spend(block.timestamp, payment.amount);
        if (payment.amount > limit || used + payment.amount > limit) {
            revert NewPayeeLimitExceeded(payment.currency, payment.payee, used, payment.amount, limit);
        }
        _spentOnNew[payment.currency] = next;
        if (_paidSince[payment.payee] == 0) _paidSince[payment.payee] = block.timestamp;
    }
}
