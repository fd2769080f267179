// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../../Base.t.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { IParticipants } from "../../../src/interfaces/IParticipants.sol";
import { Products } from "../../../src/loans/Products.sol";
import { PlainToken } from "../../tokens/PlainToken.sol";

contract RequestTest is Base {
    function test_OpensALoanToFundingUnderItsProductsTerms() external {
        ILoans.Request memory request_ = aRequest();
        uint256 loanId = requested(request_);
        ILoans.Loan memory loan = loans.loan(loanId);
        assertEq(loan.borrowerId, bobId);
        assertEq(loan.wallet, bob);
        assertEq(loan.productId, productId);
        assertEq(loan.purpose, 1);
        assertTrue(loan.autoRepay);
        assertEq(loan.fundingDeadline, request_.fundingDeadline);
        assertEq(uint256(loan.position.status), uint256(ILoans.Status.Funding));
        ILoans.Terms memory terms = loan.terms;
        assertEq(terms.principal, 10_000 * ONE);
        assertEq(terms.annualRate, 120_000);
        assertEq(terms.lateRate, 240_000);
        assertEq(terms.originationFee, FEE);
        assertEq(terms.graceDays, 3);
        assertEq(terms.defaultDays, 60);
        assertEq(terms.writeOffDays, 120);
        assertEq(terms.reflectionPeriod, 1 days);
        assertEq(terms.drawPeriod, 14 days);
        assertEq(terms.leastShare, 500_000);
        assertEq(terms.leastTicket, 10 * ONE);
        assertEq(loan.termsHash, keccak256(abi.encode(address(usd), terms, request_.zhHash, request_.enHash)));
        assertEq(loans.liveLoansOf(bobId), list(loanId));
        assertEq(loans.raiserOf(loanId), bobId);
    }

    function test_TellsTheRequest() external {
        ILoans.Request memory request_ = aRequest();
        uint256 id = (uint256(1) << 240) | (uint256(uint160(address(usd))) << 80) | 1;
        uint256 state = vm.snapshotState();
        ILoans.Loan memory loan = loans.loan(requested(request_));
        vm.revertToState(state);
        vm.expectEmit(address(loans));
        emit ILoans.LoanRequested(
            id,
            bobId,
            productId,
            bob,
            1,
            1,
            true,
            request_.fundingDeadline,
            loan.termsHash,
            request_.zhHash,
            request_.enHash,
            loan.terms
        );
        requested(request_);
    }

    function test_BeingLateNeverPays() external {
        ILoans.Request memory request_ = aRequest();
        request_.annualRate = 300_000;
        assertEq(loans.loan(requested(request_)).terms.lateRate, 300_000);
    }

    function test_AProductChangeDoesNotTouchTheLoan() external {
        uint256 loanId = requested(aRequest());
        bytes32 before = keccak256(abi.encode(loans.loan(loanId)));
        ILoans.Product memory product = aProduct();
        (product.graceDays, product.lateRate, product.leastTicket) = (9, 360_000, uint128(20 * ONE));
        vm.expectEmit(address(loans));
        emit ILoans.ProductSet(productId, product);
        vm.prank(operator);
        loans.setProduct(productId, product);
        assertEq(keccak256(abi.encode(loans.product(productId))), keccak256(abi.encode(product)));
        assertEq(loans.productCount(), 1);
        assertEq(keccak256(abi.encode(loans.loan(loanId))), before);
    }

    /// @dev Whoever read 24 % late interest and 1.5 % of fee does not get others, nor another currency, because a change came first.
    function test_RevertWhen_TheTermsAreNotThoseAgreedTo() external {
        ILoans.Request memory request_ = aRequest();
        request_.termsHash = loans.loan(requested(request_)).termsHash;
        uint256 kept = vm.snapshotState();
        uint256 loanId = requested(request_);
        assertEq(loans.loan(loanId).termsHash, request_.termsHash);
        vm.revertToState(kept);

        ILoans.Product memory product = aProduct();
        product.lateRate = 360_000;
        _changed(request_, product);
        product = aProduct();
        product.currency = address(new PlainToken("other", 6));
        _changed(request_, product);
        vm.prank(operator);
        fees.announceFee(productId, uint32(FEE + 1));
        vm.warp(block.timestamp + 7 days);
        request_.fundingDeadline = uint40(block.timestamp + 10 days);
        _changed(request_, aProduct());
    }

    function test_RevertWhen_TheBorrowerMayNotTakePart() external {
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletUnknown.selector, eve));
        loans.request(aRequest());
        freeze(bob);
        _refused(aRequest(), abi.encodeWithSelector(IParticipants.ParticipantFrozen.selector, bobId));
    }

    function _changed(ILoans.Request memory request_, ILoans.Product memory product) private {
        vm.prank(operator);
        loans.setProduct(productId, product);
        bytes32 agreed = request_.termsHash;
        uint256 kept = vm.snapshotState();
        request_.termsHash = 0;
        bytes32 current = loans.loan(requested(request_)).termsHash;
        vm.revertToState(kept);
        assertNotEq(current, agreed);
        request_.termsHash = agreed;
        _refused(request_, abi.encodeWithSelector(ILoans.TermsChanged.selector, agreed, current));
    }

    function test_RevertWhen_TheBorrowersLimitWouldBePassed() external {
        vm.prank(governor);
        participants.setPolicy(2, IParticipants.Policy(0, 0, 0, 15_000));
        vm.startPrank(verifier);
        participants.setClaims(bobId, someClaims(2));
        vm.stopPrank();
        requested(aRequest());
        _refused(
            aRequest(),
            abi.encodeWithSelector(
                IParticipants.CapPerBorrowerExceeded.selector, bobId, 10_000, 10_000, 15_000
            )
        );
    }

    /// @dev 10,000 and the least fraction of a currency with 18 decimals, which one with 6 cannot tell.
    function test_RevertWhen_AFractionOwedInOtherDecimalsPassesTheBorrowersLimit() external {
        usd = new PlainToken("USD 18", 18);
        ILoans.Product memory product = aProduct();
        (product.leastPrincipal, product.greatestPrincipal) = (1e18, 1_000_000e18);
        ILoans.Request memory first = aRequest();
        first.productId = addProduct(product);
        first.principal = 10_000e18 + 1;
        requested(first);
        vm.prank(governor);
        participants.setPolicy(2, IParticipants.Policy(0, 0, 0, 15_000));
        vm.prank(verifier);
        participants.setClaims(bobId, someClaims(2));
        ILoans.Request memory second = aRequest();
        second.principal = 5000 * ONE;
        _refused(
            second,
            abi.encodeWithSelector(IParticipants.CapPerBorrowerExceeded.selector, bobId, 10_001, 5000, 15_000)
        );
        second.principal = 5000 * ONE - 1;
        requested(second);
    }

    function test_RevertWhen_TheBorrowerHasEightLiveLoans() external {
        for (uint256 i; i < 8; ++i) {
            requested(aRequest());
        }
        _refused(aRequest(), abi.encodeWithSelector(ILoans.TooManyLiveLoans.selector, bobId, 8));
    }

    function test_RevertWhen_TheProductIsUnknownOrClosed() external {
        ILoans.Request memory request_ = aRequest();
        request_.productId = 9;
        _refused(request_, abi.encodeWithSelector(ILoans.ProductUnknown.selector, 9));
        ILoans.Product memory product = aProduct();
        product.open = false;
        vm.prank(operator);
        loans.setProduct(productId, product);
        _refused(aRequest(), abi.encodeWithSelector(ILoans.ProductClosed.selector, productId));
    }

    function test_RevertWhen_AFigureIsOutOfRange() external {
        ILoans.Request memory request_ = aRequest();
        request_.principal = 99 * ONE;
        _refused(
            request_,
            abi.encodeWithSelector(ILoans.PrincipalOutOfRange.selector, 99 * ONE, 100 * ONE, 1_000_000 * ONE)
        );
        request_ = aRequest();
        request_.annualRate = 360_001;
        _refused(request_, abi.encodeWithSelector(ILoans.RateTooHigh.selector, 360_001, 360_000));
        request_ = aRequest();
        (request_.interval, request_.count) = (5, 60);
        _refused(request_, abi.encodeWithSelector(ILoans.TermOutOfRange.selector, 9000, 1, 1800));
        request_ = aRequest();
        request_.fundingDeadline = uint40(block.timestamp + 31 days);
        _refused(
            request_,
            abi.encodeWithSelector(
                ILoans.DeadlineOutOfRange.selector,
                block.timestamp + 31 days,
                block.timestamp + 1,
                block.timestamp + 30 days
            )
        );
    }

    function test_RevertWhen_TheScheduleMakesNoSense() external {
        _scheduleRefused(ILoans.Method.EqualInstalment, 0, 3, 0);
        _scheduleRefused(ILoans.Method.EqualInstalment, 1, 0, 0);
        _scheduleRefused(ILoans.Method.EqualInstalment, 1, 361, 0);
        _scheduleRefused(ILoans.Method.EqualInstalment, 1, 3, 3);
        _scheduleRefused(ILoans.Method.Bullet, 1, 2, 0);
        _scheduleRefused(ILoans.Method.InterestOnly, 1, 3, 1);
    }

    function test_RevertWhen_TheMethodIsNotAllowed() external {
        ILoans.Product memory product = aProduct();
        product.methods = 2;
        vm.prank(operator);
        loans.setProduct(productId, product);
        _refused(
            aRequest(),
            abi.encodeWithSelector(ILoans.MethodNotAllowed.selector, ILoans.Method.EqualInstalment, 2)
        );
    }

    function test_RevertWhen_AProductMakesNoSense() external {
        ILoans.Product memory product = aProduct();
        product.leastTicket = 0;
        vm.startPrank(operator);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoans.ProductInvalid.selector, bytes32("leastTicket"), 0, 1, product.leastPrincipal
            )
        );
        loans.setProduct(0, product);
        vm.expectRevert(abi.encodeWithSelector(ILoans.ProductUnknown.selector, 7));
        loans.setProduct(7, aProduct());
    }

    function test_RevertWhen_ProductsAreChangedByAnybodyElse() external {
        ILoans.Product memory product = aProduct();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, eve));
        vm.prank(eve);
        loans.setProduct(0, product);
        Products products = loans.products();
        vm.expectRevert(abi.encodeWithSelector(Products.NotLoans.selector, eve));
        vm.prank(eve);
        products.setProduct(0, product);
    }

    function test_RevertWhen_AProductBringsMoreThanItself() external {
        bytes memory call = bytes.concat(abi.encodeCall(loans.setProduct, (0, aProduct())), bytes32(0));
        vm.prank(operator);
        (bool ok, bytes memory answer) = address(loans).call(call);
        assertFalse(ok);
        assertEq(answer, abi.encodeWithSelector(Products.DataTooLong.selector, 644, 612));
    }

    function _scheduleRefused(ILoans.Method method, uint16 interval, uint16 count, uint16 interestOnly)
        private
    {
        ILoans.Request memory request_ = aRequest();
        request_.method = method;
        (request_.interval, request_.count, request_.interestOnlyCount) = (interval, count, interestOnly);
        _refused(
            request_, abi.encodeWithSelector(ILoans.ScheduleInvalid.selector, interval, count, interestOnly)
        );
    }

    function _refused(ILoans.Request memory request_, bytes memory reason) private {
        vm.prank(bob);
        vm.expectRevert(reason);
        loans.request(request_);
    }
}
