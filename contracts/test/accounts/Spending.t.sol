// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { Spender } from "./Spender.sol";

/// @notice What one factor alone may give away.
contract SpendingTest is Spender {
    function test_ToANewPayeeUpToTheirLimit() external {
        vm.expectEmit(address(account));
        emit IPasskeyAccount.Spent(address(usd), shop, LIMIT_ON_NEW, LIMIT_ON_NEW);
        done(signed(oneFactor(payment(shop, LIMIT_ON_NEW)), phone));
        _assertSpent(LIMIT_ON_NEW, LIMIT_ON_NEW);
    }

    function test_RevertWhen_ANewPayeeGetsMore() external {
        done(signed(oneFactor(payment(eve, 50 * ONE)), phone));
        // Another new payee shares the limit, and so does the same one again.
        _refusedToNew(shop, 50 * ONE, LIMIT_ON_NEW - 50 * ONE + 1);
        _refusedToNew(eve, 50 * ONE, LIMIT_ON_NEW - 50 * ONE + 1);
        done(signed(oneFactor(payment(shop, LIMIT_ON_NEW - 50 * ONE)), phone));
    }

    function test_APayeeIsKnownAfterTheDelay() external {
        done(signed(oneFactor(payment(shop, 1)), phone));
        vm.warp(block.timestamp + DELAY - 1);
        assertFalse(account.isKnownPayee(shop));
        vm.warp(block.timestamp + 1);
        assertTrue(account.isKnownPayee(shop));
        done(signed(oneFactor(payment(shop, LIMIT)), phone));
        _assertSpent(LIMIT, 0);
    }

    function test_APayeeBothFactorsHavePaidIsKnownAtOnce() external {
        done(signed(bothFactors(payment(shop, 5000 * ONE)), phone, laptop));
        _assertSpent(0, 0);
        assertTrue(account.isKnownPayee(shop));
        done(signed(oneFactor(payment(shop, LIMIT)), phone));
        _assertSpent(LIMIT, 0);
    }

    function test_RevertWhen_MoreThanTheLimitIsPaid() external {
        _know(shop);
        done(signed(oneFactor(payment(shop, 400 * ONE)), phone));
        fails(signed(oneFactor(payment(shop, 601 * ONE)), laptop), _exceeded(400 * ONE, 601 * ONE));
        done(signed(oneFactor(payment(shop, 600 * ONE)), laptop));
        fails(signed(oneFactor(payment(shop, 1)), phone), _exceeded(LIMIT, 1));
        fails(signed(oneFactor(payment(shop, type(uint256).max)), phone), _exceeded(LIMIT, type(uint256).max));
    }

    function test_TheSecondFactorLetsItPass() external {
        done(signedWithCoSigner(bothFactors(payment(shop, 9000 * ONE)), phone));
        assertEq(usd.balanceOf(shop), 9000 * ONE);
    }

    /// @dev What is spent on a day counts until the end of the next.
    function test_TheWindowRolls() external {
        _know(shop);
        vm.warp((block.timestamp / 1 days + 10) * 1 days + 23 hours);
        done(signed(oneFactor(payment(shop, 600 * ONE)), phone));
        vm.warp(block.timestamp + 2 hours);
        fails(signed(oneFactor(payment(shop, 401 * ONE)), phone), _exceeded(600 * ONE, 401 * ONE));
        done(signed(oneFactor(payment(shop, 400 * ONE)), phone));
        vm.warp(block.timestamp + 23 hours);
        // A day later the first is forgotten and the second is not.
        fails(signed(oneFactor(payment(shop, 601 * ONE)), phone), _exceeded(400 * ONE, 601 * ONE));
        done(signed(oneFactor(payment(shop, 600 * ONE)), phone));
        vm.warp(block.timestamp + 3 days);
        _assertSpent(0, 0);
    }

    function test_WhatCountsAsAPayment() external {
        _know(shop);
        _counts(address(usd), abi.encodeCall(IERC20.transfer, (shop, 10 * ONE)));
        _counts(address(usd), abi.encodeCall(IERC20.approve, (shop, 10 * ONE)));
        vm.prank(alice);
        usd.approve(address(account), 10 * ONE);
        _counts(address(usd), abi.encodeCall(IERC20.transferFrom, (alice, shop, 10 * ONE)));
        uint256 loanId = _lent();
        _counts(address(notes), abi.encodeCall(notes.approve, (shop, loanId, 10 * ONE)));
        enrol(shop, CAPPED);
        _counts(address(notes), abi.encodeCall(notes.transfer, (shop, loanId, 10 * ONE)));
        vm.prank(alice);
        notes.approve(address(account), loanId, 10 * ONE);
        _counts(address(notes), abi.encodeCall(notes.transferFrom, (alice, shop, loanId, 10 * ONE)));
    }

    function test_NotesCountAtTheirFaceValueInTheirCurrency() external {
        uint256 loanId = _lent();
        bytes memory transfer = abi.encodeCall(notes.transfer, (alice, loanId, LIMIT + 1));
        fails(signed(oneFactor(call(address(notes), transfer)), phone), _exceeded(0, LIMIT + 1));
        transfer = abi.encodeCall(notes.transfer, (alice, loanId, LIMIT_ON_NEW));
        done(signed(oneFactor(call(address(notes), transfer)), phone));
        _assertSpent(LIMIT_ON_NEW, LIMIT_ON_NEW);
    }

    function test_RevertWhen_MoneyOrNotesAreSentToThePlatformWhereTheyAreLost() external {
        _refusedToNew(address(notes), 0, LIMIT_ON_NEW + 1);
        _refusedToNew(address(loans), 0, LIMIT_ON_NEW + 1);
        uint256 loanId = _lent();
        fails(
            signed(
                oneFactor(
                    call(address(notes), abi.encodeCall(notes.transfer, (address(loans), loanId, LIMIT + 1)))
                ),
                phone
            ),
            _exceeded(0, LIMIT + 1)
        );
    }

    function test_WhatThePlatformMayTakeOrTheAccountGetsDoesNotCount() external {
        bytes memory approval = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        done(signed(oneFactor(call(address(usd), approval)), phone));
        done(signed(oneFactor(payment(address(account), 5000 * ONE)), phone));
        _assertSpent(0, 0);
    }

    function test_RevertWhen_ACurrencyHasNoLimit() external {
        _allow(address(this), IERC20.transfer.selector);
        bytes memory transfer = abi.encodeCall(IERC20.transfer, (shop, 1));
        fails(
            signed(oneFactor(call(address(this), transfer)), phone),
            abi.encodeWithSelector(IPasskeyAccount.SpendingLimitExceeded.selector, address(this), 0, 1, 0)
        );
    }

    function test_RevertWhen_NativeMoneyIsSentAlong() external {
        vm.deal(address(account), 1 ether);
        _allow(address(this), bytes4(0));
        fails(
            signed(oneFactor(_sending(1)), phone),
            abi.encodeWithSelector(IPasskeyAccount.SpendingLimitExceeded.selector, address(0), 0, 1, 0)
        );
        done(signed(bothFactors(_sending(1 ether)), phone, laptop));
        assertEq(address(account).balance, 0);
    }

    receive() external payable { }

    function test_RevertWhen_ATransferHasTooFewArguments() external {
        bytes memory cut = abi.encodePacked(IERC20.transfer.selector, abi.encode(shop));
        fails(
            signed(oneFactor(call(address(usd), cut)), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.CallMalformed.selector, address(usd), IERC20.transfer.selector
            )
        );
    }

    /// @dev The upper bits an address does not have are no way round: what is read is what the currency reads, or it refuses.
    function test_DirtyBitsOfAPayeeMoveNothing() external {
        bytes memory dirty = abi.encodePacked(
            IERC20.transfer.selector, uint256(uint160(address(loans))) | (1 << 200), 5000 * ONE
        );
        handle(signed(oneFactor(call(address(usd), dirty)), phone));
        assertEq(usd.balanceOf(address(account)), 10_000 * ONE);
    }

    function test_LoweringALimitIsInstant() external {
        vm.expectEmit(address(account));
        emit IPasskeyAccount.SpendingLimitSet(address(usd), 100 * ONE, 0);
        done(signed(oneFactor(toSelf(_limit(100 * ONE, 0))), phone));
        (uint256 payments, uint256 onNew) = account.spendingLimitOf(address(usd));
        assertEq(payments, 100 * ONE);
        assertEq(onNew, 0);
        _refusedToNew(shop, 0, 1, 0);
    }

    function test_RevertWhen_OneFactorRaisesALimit() external {
        bytes memory refusal = abi.encodeWithSelector(
            IPasskeyAccount.BothFactorsNeeded.selector, IPasskeyAccount.setSpendingLimit.selector
        );
        fails(signed(oneFactor(toSelf(_limit(LIMIT + 1, LIMIT_ON_NEW))), phone), refusal);
        fails(signed(oneFactor(toSelf(_limit(LIMIT, LIMIT_ON_NEW + 1))), phone), refusal);
        fails(signed(oneFactor(toSelf(_limit(0, LIMIT_ON_NEW + 1))), phone), refusal);
    }

    function test_BothFactorsRaiseALimitAtOnceAndOneAfterTheDelay() external {
        done(signed(bothFactors(toSelf(_limit(2000 * ONE, LIMIT))), phone, laptop));
        (uint256 payments, uint256 onNew) = account.spendingLimitOf(address(usd));
        assertEq(payments, 2000 * ONE);
        assertEq(onNew, LIMIT);
        (bytes memory data,) = scheduled(toSelf(_limit(3000 * ONE, LIMIT)));
        vm.warp(block.timestamp + DELAY);
        account.executeScheduled(data, 0);
        (payments,) = account.spendingLimitOf(address(usd));
        assertEq(payments, 3000 * ONE);
    }

    function test_RevertWhen_ALimitIsTooLarge() external {
        fails(
            signed(bothFactors(toSelf(_limit(1 << 104, 0))), phone, laptop),
            abi.encodeWithSelector(IPasskeyAccount.LimitTooLarge.selector, 1 << 104, type(uint104).max)
        );
        done(signed(bothFactors(toSelf(_limit(type(uint104).max, 0))), phone, laptop));
    }

    function test_RevertWhen_NotesAreBoughtForSomebodyElse() external {
        uint256 loanId = requested(aRequest());
        bytes memory approval = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        done(signed(oneFactor(call(address(usd), approval)), phone));
        _needsBoth(address(loans), abi.encodeCall(loans.fund, (loanId, 100 * ONE, alice)));
        _needsBoth(address(loans), abi.encodeCall(loans.fundMany, (list(loanId), list(100 * ONE), alice)));
        done(
            signed(
                oneFactor(
                    call(address(loans), abi.encodeCall(loans.fund, (loanId, 100 * ONE, address(account))))
                ),
                phone
            )
        );
    }

    function test_RevertWhen_SomebodyIsGivenPowerOverAllNotes() external {
        _needsBoth(address(notes), abi.encodeCall(notes.setOperator, (eve, true)));
        done(signed(oneFactor(call(address(notes), abi.encodeCall(notes.setOperator, (eve, false)))), phone));
    }
}
