// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "solady/utils/ReentrancyGuardTransient.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { IIssuer } from "../interfaces/IIssuer.sol";
import { INotes } from "../interfaces/INotes.sol";
import { Standing } from "./Standing.sol";

/// @notice The vault: how cash comes in, goes out, or stays for an owner who cannot receive it.
/// @dev What came in is what the balance here grew by; a currency's own word is never taken for it.
abstract contract Cash is Standing, ReentrancyGuardTransient {
    using SafeTransferLib for address;

    /// @inheritdoc INotes
    mapping(address currency => mapping(address account => uint256)) public heldCash;

    /// @inheritdoc INotes
    function payHeldCash(address currency, address account) external nonReentrant {
        if (isFrozen(account)) revert AccountFrozen(account);
        uint256 amount = heldCash[currency][account];
        if (amount == 0) revert NothingHeld(currency, account);
        delete heldCash[currency][account];
        emit HeldCashPaid(currency, account, amount);
        currency.safeTransfer(account, amount);
    }

    /// @dev Transient storage on every chain: there is none here without it.
    function _useTransientReentrancyGuardOnlyOnMainnet() internal pure override returns (bool) {
        return false;
    }

    /// @dev Has the calling issuer bring `amount` of the payer's cash here. At least one unit must arrive, and no more is
    /// believed than was asked for: a gift on the way belongs to nobody.
    function _pull(address currency, address payer, uint256 amount) internal returns (uint256 received) {
        uint256 before = currency.balanceOf(address(this));
        IIssuer(msg.sender).pay(currency, payer, amount);
        uint256 afterwards = currency.balanceOf(address(this));
        if (afterwards <= before) revert CashNotReceived(currency, amount, 0);
        unchecked {
            received = afterwards - before;
        }
        if (received > amount) received = amount;
    }

    /// @dev Pays a holder who asked for it; reverts if the currency does. Frozen: the cash waits here.
    function _pay(address currency, address account, uint256 amount) internal {
        if (isFrozen(account)) _hold(currency, account, amount);
        else currency.safeTransfer(account, amount);
    }

    /// @dev Pays somebody whose failure must not block others. Whether cash left is told by the balance here: a currency that
    /// moves it and answers false would else be paid a second time, out of what is others'.
    function _payOrHold(address currency, address account, uint256 amount) internal {
        if (isFrozen(account)) return _hold(currency, account, amount);
        uint256 before = currency.balanceOf(address(this));
        if (SafeERC20.trySafeTransfer(IERC20(currency), account, amount)) return;
        uint256 left = currency.balanceOf(address(this));
        uint256 moved = before > left ? before - left : 0;
        if (moved < amount) _hold(currency, account, amount - moved);
    }

    function _hold(address currency, address account, uint256 amount) private {
        heldCash[currency][account] += amount;
        emit CashHeld(currency, account, amount);
    }
}
