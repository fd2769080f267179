// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Execution } from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import { Permission } from "../../src/accounts/IAccountPolicy.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { Accounts } from "./Accounts.sol";

/// @notice How tests spend and look at what was spent.
abstract contract Spender is Accounts {
    function _needsBoth(address target, bytes memory data) internal {
        fails(
            signed(oneFactor(call(target, data)), phone),
            abi.encodeWithSelector(IPasskeyAccount.CallNeedsBothFactors.selector, target, bytes4(data))
        );
        done(signed(bothFactors(call(target, data)), phone, laptop));
    }

    function _counts(address target, bytes memory data) internal {
        (uint256 before,) = account.spentOf(address(usd));
        done(signed(oneFactor(call(target, data)), phone));
        (uint256 now_,) = account.spentOf(address(usd));
        assertEq(now_, before + 10 * ONE);
    }

    function _know(address payee) internal {
        done(signed(bothFactors(payment(payee, 1)), phone, laptop));
    }

    /// @dev The account and alice hold notes of a loan that was drawn.
    function _lent() internal returns (uint256 loanId) {
        loanId = requested(aRequest());
        bytes memory approval = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        bytes memory funding = abi.encodeCall(loans.fund, (loanId, 5000 * ONE, address(account)));
        done(signed(bothFactors(calls_(address(usd), approval, address(loans), funding)), phone, laptop));
        fund(alice, loanId, 5000 * ONE);
        vm.warp(loans.drawableFrom(loanId));
        vm.prank(bob);
        loans.draw(loanId);
    }

    function _allowLoans() internal {
        bytes memory approval = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        done(signed(oneFactor(call(address(usd), approval)), phone));
    }

    function _lend(bytes memory funding) internal {
        done(signed(oneFactor(call(address(loans), funding)), phone));
    }

    function _funding(uint256 loanId, uint256 amount) internal view returns (bytes memory) {
        return abi.encodeCall(loans.fund, (loanId, amount, address(account)));
    }

    function _fundingMany(uint256 first, uint256 amount, uint256 second, uint256 secondAmount)
        internal
        view
        returns (bytes memory)
    {
        (uint256[] memory ids, uint256[] memory amounts) = (new uint256[](2), new uint256[](2));
        (ids[0], ids[1], amounts[0], amounts[1]) = (first, second, amount, secondAmount);
        return abi.encodeCall(loans.fundMany, (ids, amounts, address(account)));
    }

    function _requestedByCarol() internal returns (uint256 loanId) {
        vm.prank(carol);
        loanId = loans.request(aRequest());
    }

    /// @dev A loan of the account's own, drawn and with an instalment due.
    function _borrowed() internal returns (uint256 loanId) {
        _allow(address(loans), loans.request.selector);
        _allow(address(loans), loans.draw.selector);
        done(signed(oneFactor(call(address(loans), abi.encodeCall(loans.request, (aRequest())))), phone));
        uint256[] memory live = loans.liveLoansOf(participants.participantOf(address(account)));
        loanId = live[0];
        fund(alice, loanId, aRequest().principal);
        vm.warp(loans.drawableFrom(loanId));
        done(signed(oneFactor(call(address(loans), abi.encodeCall(loans.draw, (loanId)))), phone));
        vm.warp(loans.dueAt(loanId, 1));
    }

    function _permission(Permission permission) internal view returns (bytes memory) {
        return abi.encodeCall(
            IPasskeyAccount.setCallPermission, (address(loans), loans.fund.selector, permission)
        );
    }

    function _allow(address target, bytes4 selector) internal {
        bytes memory allowing =
            abi.encodeCall(IPasskeyAccount.setCallPermission, (target, selector, Permission.OneFactor));
        done(signed(bothFactors(toSelf(allowing)), phone, laptop));
    }

    function _sending(uint256 value) internal view returns (Execution[] memory calls) {
        calls = call(address(this), "");
        calls[0].value = value;
    }

    function _limit(uint256 payments, uint256 onNew) internal view returns (bytes memory) {
        return abi.encodeCall(IPasskeyAccount.setSpendingLimit, (address(usd), payments, onNew));
    }

    function _exceeded(uint256 used, uint256 amount) internal view returns (bytes memory) {
        return abi.encodeWithSelector(
            IPasskeyAccount.SpendingLimitExceeded.selector, address(usd), used, amount, LIMIT
        );
    }

    function _refusedToNew(address payee, uint256 used, uint256 amount) internal {
        _refusedToNew(payee, used, amount, LIMIT_ON_NEW);
    }

    function _refusedToNew(address payee, uint256 used, uint256 amount, uint256 limit) internal {
        fails(
            signed(oneFactor(payment(payee, amount)), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.NewPayeeLimitExceeded.selector, address(usd), payee, used, amount, limit
            )
        );
    }

    function _assertSpent(uint256 payments, uint256 onNew) internal view {
        (uint256 payments_, uint256 onNew_) = account.spentOf(address(usd));
        assertEq(payments_, payments);
        assertEq(onNew_, onNew);
    }
}
