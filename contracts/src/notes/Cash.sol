// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "solady/utils/ReentrancyGuardTransient.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { IIssuer } from "../interfaces/IIssuer.sol";
import { INotes } from "../interfaces/INotes.sol";
import { FLAGGED } from "./HoldingWord.sol";
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
        (uint256 before, uint256 afterwards) = _askToPay(currency, payer, amount);
        if (afterwards <= before) revert CashNotReceived(currency, amount, 0);
        unchecked {
            received = afterwards - before;
        }
        if (received > amount) received = amount;
    }

    /// @dev `IIssuer(msg.sender).pay(currency, payer, amount)`, and the balance here before and after. By hand, 200 gas cheaper in every payment: the
    /// question about the balance is written once, and nobody asks whether the caller has code, for it has just called. (One that is still
    /// being constructed has none; then nothing arrives, and that is refused.) A balance that is not told counts as 0, as in
    /// `SafeTransferLib.balanceOf`; what the issuer reverts with is handed on.
    function _askToPay(address currency, address payer, uint256 amount)
        private
        returns (uint256 before, uint256 afterwards)
    {
        bytes4 pay = IIssuer.pay.selector;
        bytes4 balanceOf = IERC20.balanceOf.selector;
        assembly ("memory-safe") {
            let question := mload(0x40)
            mstore(question, balanceOf)
            mstore(add(question, 0x04), address())
            let order := add(question, 0x40)
            mstore(order, pay)
            // Shifted up, whatever stands above an address is dropped; the zeros before each come from the write before.
            mstore(add(order, 0x10), shl(96, currency))
            mstore(add(order, 0x30), shl(96, payer))
            mstore(add(order, 0x44), amount)

            let told := staticcall(gas(), currency, question, 0x24, 0x00, 0x20)
            before := mul(mload(0x00), and(gt(returndatasize(), 0x1f), told))
            if iszero(call(gas(), caller(), 0, order, 0x64, 0, 0)) {
                returndatacopy(order, 0, returndatasize())
                revert(order, returndatasize())
            }
            told := staticcall(gas(), currency, question, 0x24, 0x00, 0x20)
            afterwards := mul(mload(0x00), and(gt(returndatasize(), 0x1f), told))
        }
    }

    /// @dev Pays what a holder claimed. Who is frozen is known by the flag of what they hold, without reading one more word.
    /// @param flags The words of the holdings it is claimed of, laid over each other: `FLAGGED` is set if it is in any of them.
    function _payClaim(
        address currency,
        Wallet storage wallet,
        address account,
        uint256 amount,
        uint256 flags
    ) internal {
        if (flags & FLAGGED == 0) currency.safeTransfer(account, amount);
        else _pay(currency, wallet, account, amount);
    }

    /// @dev Pays a holder who asked for it; reverts if the currency does. Frozen: the cash waits here.
    function _pay(address currency, Wallet storage wallet, address account, uint256 amount) internal {
        if (_isFrozen(wallet)) _hold(currency, account, amount);
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
