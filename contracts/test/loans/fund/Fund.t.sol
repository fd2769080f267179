// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../../Base.t.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { INotes } from "../../../src/interfaces/INotes.sol";
import { IParticipants } from "../../../src/interfaces/IParticipants.sol";

contract FundTest is Base {
    uint256 private _loanId;

    function setUp() public override {
        super.setUp();
        _loanId = requested(aRequest());
    }

    function test_GivesAsManyNotesAsCashArrived() external {
        vm.expectEmit(address(notes));
        emit INotes.Transfer(alice, address(0), alice, _loanId, 100 * ONE);
        vm.prank(alice);
        assertEq(loans.fund(_loanId, 100 * ONE, alice), 100 * ONE);
        assertEq(notes.balanceOf(alice, _loanId), 100 * ONE);
        assertEq(notes.totalSupply(_loanId), 100 * ONE);
        assertEq(usd.balanceOf(address(notes)), 100 * ONE);
        assertEq(notes.holding(_loanId, alice).subscribedAt, block.timestamp);
    }

    function test_ForSomebodyElse() external {
        vm.prank(eve);
        loans.fund(_loanId, 100 * ONE, alice);
        assertEq(notes.balanceOf(alice, _loanId), 100 * ONE);
        assertEq(usd.balanceOf(eve), 999_900 * ONE);
    }

    function test_ClosesWhenFull() external {
        fund(alice, _loanId, 4000 * ONE);
        vm.expectEmit(address(loans));
        emit ILoans.FundingClosed(_loanId, 10_000 * ONE, uint40(block.timestamp + 1 days));
        fund(carol, _loanId, 6000 * ONE);
        assertEq(loans.loan(_loanId).closedAt, block.timestamp);
        assertEq(loans.drawableFrom(_loanId), block.timestamp + 1 days);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, _loanId, ILoans.Status.Funded));
        loans.fund(_loanId, 10 * ONE, alice);
    }

    function test_ARemainderBelowTheLeastTicketMayBeTakenWhole() external {
        fund(alice, _loanId, 9995 * ONE);
        _refused(4 * ONE, abi.encodeWithSelector(ILoans.TicketTooSmall.selector, _loanId, 4 * ONE, 5 * ONE));
        fund(carol, _loanId, 5 * ONE);
        assertEq(uint256(loans.loan(_loanId).position.status), uint256(ILoans.Status.Funded));
    }

    function test_RevertWhen_TheTicketDoesNotFit() external {
        _refused(0, abi.encodeWithSelector(ILoans.TicketTooSmall.selector, _loanId, 0, 10 * ONE));
        _refused(9 * ONE, abi.encodeWithSelector(ILoans.TicketTooSmall.selector, _loanId, 9 * ONE, 10 * ONE));
        fund(carol, _loanId, 9000 * ONE);
        _refused(
            10_001 * ONE,
            abi.encodeWithSelector(ILoans.TicketTooLarge.selector, _loanId, 10_001 * ONE, 1000 * ONE)
        );
        _refused(
            2000 * ONE,
            abi.encodeWithSelector(
                INotes.CeilingExceeded.selector, _loanId, 9000 * ONE, 2000 * ONE, 10_000 * ONE
            )
        );
    }

    function test_RevertWhen_TheDeadlineIsOver() external {
        uint256 deadline = loans.loan(_loanId).fundingDeadline;
        vm.warp(deadline + 1);
        _refused(100 * ONE, abi.encodeWithSelector(ILoans.FundingOver.selector, _loanId, deadline));
    }

    function test_RevertWhen_TheLoanIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(ILoans.LoanUnknown.selector, 1));
        loans.fund(1, 100 * ONE, alice);
    }

    function test_RevertWhen_TheHolderMayNotFundIt() external {
        vm.expectRevert(abi.encodeWithSelector(IParticipants.OwnLoan.selector, bobId));
        vm.prank(eve);
        loans.fund(_loanId, 100 * ONE, bob);
        vm.prank(verifier);
        participants.setRelation(aliceId, bobId, true);
        _refused(100 * ONE, abi.encodeWithSelector(IParticipants.RelatedParties.selector, aliceId, bobId));
    }

    /// @dev What stands above an address would reach `Notes` as it is, and notes would go to nobody's word.
    function test_RevertWhen_SomethingStandsAboveTheHolder() external {
        bytes32 dirty = bytes32(uint256(1) << 160 | uint160(alice));
        bytes memory plain = abi.encode(_loanId, 100 * ONE, dirty);
        bytes memory permitted = abi.encode(_loanId, 100 * ONE, dirty, 0, 0, 0, 0, 0);
        vm.startPrank(alice);
        (bool funded,) = address(loans).call(bytes.concat(loans.fund.selector, plain));
        assertFalse(funded);
        (funded,) = address(loans).call(bytes.concat(loans.fundWithPermit.selector, permitted));
        assertFalse(funded);
        plain = abi.encode(_loanId, 100 * ONE, alice);
        (funded,) = address(loans).call(bytes.concat(loans.fund.selector, plain));
        assertTrue(funded);
    }

    function test_RevertWhen_NewBusinessIsPaused() external {
        vm.prank(guardian);
        notes.setIssuerPaused(1, true);
        _refused(100 * ONE, abi.encodeWithSelector(INotes.IssuerIsPaused.selector, 1));
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(INotes.IssuerIsPaused.selector, 1));
        loans.request(aRequest());
        vm.prank(guardian);
        notes.setIssuerPaused(1, false);
        fund(alice, _loanId, 100 * ONE);
    }

    function test_RevertWhen_PayIsCalledByAnybodyButNotes() external {
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotNotes.selector, eve));
        vm.prank(eve);
        loans.pay(address(usd), alice, 1);
    }

    function test_Many() external {
        (uint256[] memory ids, uint256[] memory amounts) = _two();
        vm.prank(alice);
        loans.fundMany(ids, amounts, alice);
        assertEq(notes.balanceOf(alice, ids[0]), 10_000 * ONE);
        assertEq(notes.balanceOf(alice, ids[1]), 20 * ONE);
        assertEq(uint256(loans.loan(ids[0]).position.status), uint256(ILoans.Status.Funded));
        assertEq(usd.balanceOf(address(notes)), 10_020 * ONE);
    }

    function test_RevertWhen_ManyMakeNoSense() external {
        (uint256[] memory ids, uint256[] memory amounts) = _two();
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILoans.LengthsDiffer.selector, 2, 0));
        loans.fundMany(ids, new uint256[](0), alice);
        vm.expectRevert(ILoans.AmountIsZero.selector);
        loans.fundMany(new uint256[](0), new uint256[](0), alice);
        amounts[1] = 1;
        vm.expectRevert(abi.encodeWithSelector(ILoans.TicketTooSmall.selector, ids[1], 1, 10 * ONE));
        loans.fundMany(ids, amounts, alice);
    }

    function test_APermitSomebodyElseUsedDoesNotFailIt() external {
        (address penny, uint256 key) = makeAddrAndKey("penny");
        enrol(penny, 0);
        usd.mint(penny, 1000 * ONE);
        bytes32 digest = keccak256(
            abi.encodePacked(
                "\x19\x01",
                usd.DOMAIN_SEPARATOR(),
                keccak256(
                    abi.encode(
                        keccak256(
                            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
                        ),
                        penny,
                        address(loans),
                        50 * ONE,
                        0,
                        block.timestamp
                    )
                )
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        vm.prank(eve);
        usd.permit(penny, address(loans), 50 * ONE, block.timestamp, v, r, s);
        vm.prank(penny);
        loans.fundWithPermit(_loanId, 50 * ONE, penny, 50 * ONE, block.timestamp, v, r, s);
        assertEq(notes.balanceOf(penny, _loanId), 50 * ONE);
    }

    function test_WithdrawGivesTheMoneyBackWithinTheReflectionPeriod() external {
        fund(alice, _loanId, 100 * ONE);
        vm.warp(block.timestamp + 1 days);
        vm.prank(alice);
        loans.withdraw(_loanId, 100 * ONE);
        assertEq(usd.balanceOf(alice), 1_000_000 * ONE);
        assertEq(notes.totalSupply(_loanId), 0);
        (uint256 used,) = participants.usageOf(aliceId);
        assertEq(used, 0);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INotes.NothingSubscribed.selector, _loanId, alice));
        loans.withdraw(_loanId, 1);
    }

    function test_WithdrawOpensAClosedRaiseAgain() external {
        fund(alice, _loanId, 10_000 * ONE);
        vm.expectEmit(address(loans));
        emit ILoans.FundingReopened(_loanId, 9000 * ONE);
        vm.prank(alice);
        loans.withdraw(_loanId, 1000 * ONE);
        fund(carol, _loanId, 1000 * ONE);
    }

    function test_WithdrawAfterTheDeadlineLeavesAClosedRaiseOfTheLeastShareClosed() external {
        vm.warp(loans.loan(_loanId).fundingDeadline);
        fund(alice, _loanId, 4000 * ONE);
        fund(carol, _loanId, 6000 * ONE);
        vm.warp(block.timestamp + 1);
        vm.prank(alice);
        loans.withdraw(_loanId, 4000 * ONE);
        assertEq(uint256(loans.loan(_loanId).position.status), uint256(ILoans.Status.Funded));
        vm.prank(carol);
        loans.withdraw(_loanId, 2000 * ONE);
        assertEq(uint256(loans.loan(_loanId).position.status), uint256(ILoans.Status.Funding));
    }

    function test_RevertWhen_WithdrawingTooLateOrTooMuch() external {
        fund(alice, _loanId, 100 * ONE);
        vm.startPrank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(INotes.BalanceInsufficient.selector, alice, _loanId, 100 * ONE, 101 * ONE)
        );
        loans.withdraw(_loanId, 101 * ONE);
        vm.expectRevert(INotes.AmountIsZero.selector);
        loans.withdraw(_loanId, 0);
        uint256 end = block.timestamp + 1 days;
        vm.warp(end + 1);
        vm.expectRevert(abi.encodeWithSelector(INotes.ReflectionPeriodOver.selector, _loanId, alice, end));
        loans.withdraw(_loanId, 1);
    }

    function _two() private returns (uint256[] memory ids, uint256[] memory amounts) {
        (ids, amounts) = (new uint256[](2), new uint256[](2));
        (ids[0], ids[1]) = (_loanId, requested(aRequest()));
        (amounts[0], amounts[1]) = (10_000 * ONE, 20 * ONE);
    }

    function _refused(uint256 amount, bytes memory reason) private {
        vm.prank(alice);
        vm.expectRevert(reason);
        loans.fund(_loanId, amount, alice);
    }
}
