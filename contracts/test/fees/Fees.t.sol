// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../Base.t.sol";
import { Fees } from "../../src/fees/Fees.sol";
import { IFees } from "../../src/interfaces/IFees.sol";

contract FeesTest is Base {
    function test_TheFirstFeeBindsAtOnceAndAChangeAfterTheNotice() external {
        assertEq(fees.feeOf(productId), FEE);
        vm.expectEmit(address(fees));
        emit IFees.FeeAnnounced(productId, 20_000, block.timestamp + 7 days);
        vm.prank(operator);
        fees.announceFee(productId, 20_000);
        assertEq(fees.feeOf(productId), FEE);
        (uint32 next, uint256 bindsAt) = fees.announcedFeeOf(productId);
        assertEq(next, 20_000);
        vm.warp(bindsAt - 1);
        assertEq(fees.feeOf(productId), FEE);
        // Announced again before it binds: the notice begins anew, and what binds stays.
        vm.prank(operator);
        fees.announceFee(productId, 1000);
        vm.warp(bindsAt);
        assertEq(fees.feeOf(productId), FEE);
        vm.warp(bindsAt + 7 days);
        assertEq(fees.feeOf(productId), 1000);
    }

    function test_AChangeNeverTouchesALoanAlreadyRequested() external {
        uint256 loanId = funded(aRequest());
        vm.prank(operator);
        fees.announceFee(productId, 50_000);
        vm.warp(block.timestamp + 8 days);
        assertEq(fees.feeOf(productId), 50_000);
        vm.prank(bob);
        loans.draw(loanId);
        assertEq(usd.balanceOf(feePayee), 150 * ONE);
    }

    function test_ANewPayeeAfterTheNotice() external {
        vm.prank(treasurer);
        fees.announcePayee(eve);
        assertEq(fees.payee(), feePayee);
        vm.warp(block.timestamp + 7 days);
        assertEq(fees.payee(), eve);
    }

    function test_APayeeAnnouncedAgainBeforeItBindsLeavesTheOneBefore() external {
        vm.prank(treasurer);
        fees.announcePayee(eve);
        vm.warp(block.timestamp + 7 days - 1);
        assertEq(fees.payee(), feePayee);
        vm.prank(treasurer);
        fees.announcePayee(dave);
        vm.warp(block.timestamp + 7 days - 1);
        assertEq(fees.payee(), feePayee);
        vm.warp(block.timestamp + 1);
        assertEq(fees.payee(), dave);
    }

    function test_APayeeAnnouncedAfterOneThatBindsLeavesThatOneInForce() external {
        vm.startPrank(treasurer);
        fees.announcePayee(eve);
        vm.warp(block.timestamp + 7 days);
        fees.announcePayee(dave);
        assertEq(fees.payee(), eve);
        vm.warp(block.timestamp + 7 days - 1);
        assertEq(fees.payee(), eve);
        vm.warp(block.timestamp + 1);
        assertEq(fees.payee(), dave);
    }

    function test_TheConstructorBindsAtOnceAndTellsIt() external {
        vm.expectEmit();
        emit IFees.FeePayeeAnnounced(eve, block.timestamp);
        Fees other = new Fees(address(manager), eve, 3 days, 1_000_000);
        assertEq(other.payee(), eve);
        assertEq(other.noticePeriod(), 3 days);
        assertEq(other.greatestFee(), 1_000_000);
        assertEq(other.feeOf(1), 0);
        (uint32 fee, uint256 bindsAt) = other.announcedFeeOf(1);
        assertEq(fee, 0);
        assertEq(bindsAt, 0);
    }

    function test_TheGreatestFeeMayBeAnnounced() external {
        vm.startPrank(operator);
        fees.announceFee(7, 50_000);
        assertEq(fees.feeOf(7), 50_000);
        fees.announceFee(7, 0);
        vm.warp(block.timestamp + 7 days);
        assertEq(fees.feeOf(7), 0);
    }

    function test_RevertWhen_AFeeOrPayeeMakesNoSense() external {
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(IFees.FeeTooLarge.selector, 50_001, 50_000));
        fees.announceFee(productId, 50_001);
        vm.stopPrank();
        vm.startPrank(treasurer);
        vm.expectRevert(IFees.PayeeIsZero.selector);
        fees.announcePayee(address(0));
        vm.expectRevert(IFees.PayeeIsZero.selector);
        new Fees(address(manager), address(0), 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IFees.FeeTooLarge.selector, 1_000_001, 1_000_000));
        new Fees(address(manager), eve, 0, 1_000_001);
    }
}
