// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Execution } from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import { Permission } from "../../src/accounts/IAccountPolicy.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { Accounts } from "./Accounts.sol";

/// @notice What one factor alone may give away.
contract SpendingTest is Accounts {
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

    function test_WhatIsLentCounts() external {
        (uint256 first, uint256 second) = (requested(aRequest()), _requestedByCarol());
        _allowLoans();
        vm.expectEmit(address(account));
        emit IPasskeyAccount.Spent(address(usd), address(loans), 400 * ONE, 400 * ONE);
        _lend(_funding(first, 400 * ONE));
        bytes memory funding = _fundingMany(first, 300 * ONE, second, 301 * ONE);
        fails(signed(oneFactor(call(address(loans), funding)), laptop), _exceeded(400 * ONE, 601 * ONE));
        _lend(_fundingMany(first, 300 * ONE, second, 300 * ONE));
        // No payee is new to whom money is lent: the whole limit is there for it, and none of the part for new payees is used.
        _assertSpent(LIMIT, 0);
        fails(signed(oneFactor(payment(shop, 1)), phone), _exceeded(LIMIT, 1));
        fails(
            signed(oneFactor(call(address(loans), _funding(second, 10 * ONE))), phone),
            _exceeded(LIMIT, 10 * ONE)
        );
        done(signed(bothFactors(call(address(loans), _funding(second, 5000 * ONE))), phone, laptop));
        _assertSpent(LIMIT, 0);
    }

    function test_NothingIsLentByAnEmptyList() external {
        bytes memory funding =
            abi.encodeCall(loans.fundMany, (new uint256[](0), new uint256[](0), address(account)));
        handle(signed(oneFactor(call(address(loans), funding)), phone));
        _assertSpent(0, 0);
    }

    function test_RevertWhen_AmountsLentTogetherOverflow() external {
        uint256 loanId = requested(aRequest());
        handle(
            signed(oneFactor(call(address(loans), _fundingMany(loanId, type(uint256).max, loanId, 2))), phone)
        );
        _assertSpent(0, 0);
    }

    function test_SomebodyElsesDebtCountsAndOnesOwnDoesNot() external {
        uint256 loanId = _lent();
        vm.warp(loans.dueAt(loanId, 1));
        _counts(address(loans), abi.encodeCall(loans.repay, (loanId, 10 * ONE)));
        fails(
            signed(oneFactor(call(address(loans), abi.encodeCall(loans.repay, (loanId, LIMIT)))), phone),
            _exceeded(10 * ONE, LIMIT)
        );
        uint256 own = _borrowed();
        usd.mint(address(account), 10_000 * ONE);
        bytes memory repaying = abi.encodeCall(loans.repay, (own, 3 * LIMIT));
        done(signed(oneFactor(call(address(loans), repaying)), phone));
        _assertSpent(0, 0);
        assertLt(loans.loan(own).position.outstandingPrincipal, loans.loan(own).terms.principal);
    }

    function test_LendingDoesNotCountWhereTheOwnerWantsItSo() external {
        uint256 loanId = requested(aRequest());
        _allowLoans();
        fails(
            signed(oneFactor(toSelf(_permission(Permission.OneFactor))), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.BothFactorsNeeded.selector, IPasskeyAccount.setCallPermission.selector
            )
        );
        done(signed(bothFactors(toSelf(_permission(Permission.OneFactor))), phone, laptop));
        _lend(_funding(loanId, 5000 * ONE));
        _assertSpent(0, 0);
        // Back again is instant.
        done(signed(oneFactor(toSelf(_permission(Permission.WithinLimit))), phone));
        fails(
            signed(oneFactor(call(address(loans), _funding(loanId, LIMIT + 1))), phone),
            _exceeded(0, LIMIT + 1)
        );
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

    function _needsBoth(address target, bytes memory data) private {
        fails(
            signed(oneFactor(call(target, data)), phone),
            abi.encodeWithSelector(IPasskeyAccount.CallNeedsBothFactors.selector, target, bytes4(data))
        );
        done(signed(bothFactors(call(target, data)), phone, laptop));
    }

    function _counts(address target, bytes memory data) private {
        (uint256 before,) = account.spentOf(address(usd));
        done(signed(oneFactor(call(target, data)), phone));
        (uint256 now_,) = account.spentOf(address(usd));
        assertEq(now_, before + 10 * ONE);
    }

    function _know(address payee) private {
        done(signed(bothFactors(payment(payee, 1)), phone, laptop));
    }

    /// @dev The account and alice hold notes of a loan that was drawn.
    function _lent() private returns (uint256 loanId) {
        loanId = requested(aRequest());
        bytes memory approval = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        bytes memory funding = abi.encodeCall(loans.fund, (loanId, 5000 * ONE, address(account)));
        done(signed(bothFactors(calls_(address(usd), approval, address(loans), funding)), phone, laptop));
        fund(alice, loanId, 5000 * ONE);
        vm.warp(loans.drawableFrom(loanId));
        vm.prank(bob);
        loans.draw(loanId);
    }

    function _allowLoans() private {
        bytes memory approval = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        done(signed(oneFactor(call(address(usd), approval)), phone));
    }

    function _lend(bytes memory funding) private {
        done(signed(oneFactor(call(address(loans), funding)), phone));
    }

    function _funding(uint256 loanId, uint256 amount) private view returns (bytes memory) {
        return abi.encodeCall(loans.fund, (loanId, amount, address(account)));
    }

    function _fundingMany(uint256 first, uint256 amount, uint256 second, uint256 secondAmount)
        private
        view
        returns (bytes memory)
    {
        (uint256[] memory ids, uint256[] memory amounts) = (new uint256[](2), new uint256[](2));
        (ids[0], ids[1], amounts[0], amounts[1]) = (first, second, amount, secondAmount);
        return abi.encodeCall(loans.fundMany, (ids, amounts, address(account)));
    }

    function _requestedByCarol() private returns (uint256 loanId) {
        vm.prank(carol);
        loanId = loans.request(aRequest());
    }

    /// @dev A loan of the account's own, drawn and with an instalment due.
    function _borrowed() private returns (uint256 loanId) {
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

    function _permission(Permission permission) private view returns (bytes memory) {
        return abi.encodeCall(
            IPasskeyAccount.setCallPermission, (address(loans), loans.fund.selector, permission)
        );
    }

    function _allow(address target, bytes4 selector) private {
        bytes memory allowing =
            abi.encodeCall(IPasskeyAccount.setCallPermission, (target, selector, Permission.OneFactor));
        done(signed(bothFactors(toSelf(allowing)), phone, laptop));
    }

    function _sending(uint256 value) private view returns (Execution[] memory calls) {
        calls = call(address(this), "");
        calls[0].value = value;
    }

    function _limit(uint256 payments, uint256 onNew) private view returns (bytes memory) {
        return abi.encodeCall(IPasskeyAccount.setSpendingLimit, (address(usd), payments, onNew));
    }

    function _exceeded(uint256 used, uint256 amount) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IPasskeyAccount.SpendingLimitExceeded.selector, address(usd), used, amount, LIMIT
        );
    }

    function _refusedToNew(address payee, uint256 used, uint256 amount) private {
        _refusedToNew(payee, used, amount, LIMIT_ON_NEW);
    }

    function _refusedToNew(address payee, uint256 used, uint256 amount, uint256 limit) private {
        fails(
            signed(oneFactor(payment(payee, amount)), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.NewPayeeLimitExceeded.selector, address(usd), payee, used, amount, limit
            )
        );
    }

    function _assertSpent(uint256 payments, uint256 onNew) private view {
        (uint256 payments_, uint256 onNew_) = account.spentOf(address(usd));
        assertEq(payments_, payments);
        assertEq(onNew_, onNew);
    }
}
