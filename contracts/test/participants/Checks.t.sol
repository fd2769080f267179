// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../../src/interfaces/ILoans.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { PlainToken } from "../tokens/PlainToken.sol";
import { Signatures } from "../signatures/Signatures.sol";

/// @notice What is asked of who funds, holds and gives away, over all wallets of a participant.
contract ChecksTest is Signatures {
    address private _second;
    uint256 private _key;

    function setUp() public override {
        super.setUp();
        (_second, _key) = makeAddrAndKey("alice's second wallet");
        bytes memory signature = sign(_key, addWalletDigest(aliceId, _second, block.timestamp));
        vm.prank(alice);
        participants.addWallet(_second, block.timestamp, signature);
        provide(_second);
    }

    function test_NobodyIsKnownByAnIdThatWasNotGiven() external {
        assertEq(uint256(participants.statusOf(99)), uint256(IParticipants.Status.Unknown));
        assertEq(participants.walletsOf(99).length, 0);
        assertEq(participants.participantOf(eve), 0);
        assertFalse(notes.isFrozen(eve));
        assertFalse(participants.areRelated(99, bobId));
        _unknown(abi.encodeCall(participants.claimsOf, (99)), 99);
        _unknown(abi.encodeCall(participants.usageOf, (99)), 99);
        vm.prank(address(loans));
        _unknown(abi.encodeCall(participants.recordRaise, (99, 0, 0, 6)), 99);
        vm.startPrank(verifier);
        _unknown(abi.encodeCall(participants.freeze, (99, "", new IParticipants.HoldingsOf[](0))), 99);
        _unknown(abi.encodeCall(participants.setRelation, (aliceId, 99, true)), 99);
        _unknown(abi.encodeCall(participants.setRelation, (98, aliceId, true)), 98);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.PolicyUnknown.selector, 9));
        participants.setClaims(aliceId, someClaims(9));
    }

    function test_TheGreatestCapThatCanBeCountedMayBeSet() external {
        vm.prank(governor);
        participants.setPolicy(3, IParticipants.Policy(type(uint32).max, type(uint32).max, (1 << 28) - 1, 0));
        assertEq(participants.policy(3).per12Months, (1 << 28) - 1);
    }

    function test_TheBorrowersLimitIsReachedToTheUnit() external {
        vm.prank(governor);
        participants.setPolicy(2, IParticipants.Policy(0, 0, 0, 1000));
        vm.prank(address(loans));
        participants.recordRaise(bobId, type(uint128).max, 1, 6);
        vm.prank(verifier);
        participants.setClaims(bobId, someClaims(2));
        vm.startPrank(address(loans));
        participants.recordRaise(bobId, 400 * ONE, 600 * ONE, 6);
        participants.recordRaise(bobId, 399 * ONE + 1, 601 * ONE - 1, 6);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.CapPerBorrowerExceeded.selector, bobId, 400, 601, 1000)
        );
        participants.recordRaise(bobId, 400 * ONE, 600 * ONE + 1, 6);
        vm.stopPrank();
        vm.prank(verifier);
        participants.setClaims(bobId, someClaims(CAPPED));
        vm.prank(address(loans));
        participants.recordRaise(bobId, type(uint128).max, 1, 6);
    }

    function test_AllWalletsCountTogetherOverTwelveMonths() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 600 * ONE);
        vm.prank(_second);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.Cap12MonthsExceeded.selector, aliceId, 600, 401, 1000)
        );
        loans.fund(loanId, 401 * ONE, _second);
        fund(_second, loanId, 400 * ONE);
        vm.prank(_second);
        loans.withdraw(loanId, 400 * ONE);
        (uint256 used, uint256 cap) = participants.usageOf(aliceId);
        assertEq(used, 600);
        assertEq(cap, 1000);
    }

    function test_ACapLoweredBelowWhatIsUsedStopsNewSubscriptionsAlone() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 600 * ONE);
        _policy(IParticipants.Policy(0, 0, 500, 0));
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.Cap12MonthsExceeded.selector, aliceId, 600, 10, 500)
        );
        loans.fund(loanId, 10 * ONE, alice);
        vm.prank(alice);
        loans.withdraw(loanId, 200 * ONE);
        fund(alice, loanId, 100 * ONE);
    }

    function test_AllWalletsCountTogetherPerLoan() external {
        _policy(IParticipants.Policy(500, 0, 0, 0));
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 300 * ONE);
        vm.prank(_second);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.CapPerLoanExceeded.selector, aliceId, loanId, 300, 201, 500)
        );
        loans.fund(loanId, 201 * ONE, _second);
        fund(_second, loanId, 200 * ONE);
        // The limit is reached; between their own wallets nothing is added to it.
        vm.prank(_second);
        notes.transfer(alice, loanId, 200 * ONE);
        assertEq(notes.balanceOf(alice, loanId), 500 * ONE);
    }

    function test_APairIsCountedInWholeUnitsOfAnyCurrency() external {
        uint256 first = requested(aRequest());
        fund(alice, first, 300 * ONE + 1);
        PlainToken wide = new PlainToken("WIDE", 18);
        usd = wide;
        wide.mint(alice, 1_000_000 ether);
        wide.mint(_second, 1_000_000 ether);
        vm.prank(_second);
        wide.approve(address(loans), type(uint256).max);
        uint256 other = _requestedInWide();
        _policy(IParticipants.Policy(0, 1000, 0, 0));
        // 300.000001 there is 301 units; 699.5 here is 700.
        vm.prank(_second);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.CapPerPairExceeded.selector, aliceId, bobId, 301, 700, 1000)
        );
        loans.fund(other, 699.5 ether, _second);
        vm.prank(_second);
        loans.fund(other, 699 ether, _second);
        assertEq(notes.balanceOf(_second, other), 699 ether);
    }

    function test_APairEndsWithTheLoan() external {
        _policy(IParticipants.Policy(0, 1000, 0, 0));
        uint256 first = requested(aRequest());
        fund(alice, first, 1000 * ONE);
        vm.prank(bob);
        loans.cancel(first);
        fund(alice, requested(aRequest()), 1000 * ONE);
    }

    function test_RevertWhen_TheReceiverMayDoNoNewBusiness() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 300 * ONE);
        uint32 daveId = participants.participantOf(dave);
        freeze(dave);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantFrozen.selector, daveId));
        notes.transfer(dave, loanId, 1);
        vm.startPrank(verifier);
        participants.unfreeze(daveId, "");
        participants.setClaims(daveId, _lapsed());
        vm.stopPrank();
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IParticipants.VerificationExpired.selector, daveId, _lapsed().verifiedUntil
            )
        );
        notes.transfer(dave, loanId, 1);
    }

    function test_WhoLapsedOrLeftMayStillGiveAwayAndTakeOut() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 300 * ONE);
        fund(_second, loanId, 300 * ONE);
        vm.prank(verifier);
        participants.setClaims(aliceId, _lapsed());
        vm.prank(alice);
        notes.transfer(dave, loanId, 100 * ONE);
        vm.prank(alice);
        loans.withdraw(loanId, 200 * ONE);
        vm.prank(alice);
        participants.removeWallet(_second);
        vm.startPrank(_second);
        notes.transfer(dave, loanId, 100 * ONE);
        loans.withdraw(loanId, 200 * ONE);
        vm.stopPrank();
        assertEq(usd.balanceOf(_second), 999_900 * ONE);
        assertEq(notes.balanceOf(dave, loanId), 200 * ONE);
    }

    function test_WhoWasRelatedOnceMayHoldWhatOthersRaise() external {
        uint32 daveId = participants.participantOf(dave);
        vm.prank(verifier);
        participants.setRelation(daveId, aliceId, true);
        uint256 loanId = requested(aRequest());
        fund(dave, loanId, 100 * ONE);
        vm.prank(dave);
        notes.transfer(alice, loanId, 100 * ONE);
        assertEq(notes.balanceOf(alice, loanId), 100 * ONE);
    }

    function test_ARelationHoldsWhicheverSideItIsToldFrom() external {
        vm.prank(verifier);
        participants.setRelation(bobId, aliceId, true);
        assertTrue(participants.areRelated(aliceId, bobId));
        uint256 loanId = requested(aRequest());
        vm.prank(_second);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.RelatedParties.selector, aliceId, bobId));
        loans.fund(loanId, 100 * ONE, _second);
    }

    /// @dev Else what is frozen in it could be claimed, and what was counted for one given back to another.
    function test_RevertWhen_AWalletThatLeftJoinsSomebodyElse() external {
        vm.prank(alice);
        participants.removeWallet(_second);
        uint32 carolId = participants.participantOf(carol);
        bytes memory signature = sign(_key, addWalletDigest(carolId, _second, block.timestamp));
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletTaken.selector, _second, aliceId));
        participants.addWallet(_second, block.timestamp, signature);
        vm.prank(verifier);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletTaken.selector, _second, aliceId));
        participants.register(_second, someClaims(0));
        freeze(alice);
        assertTrue(notes.isFrozen(_second));
        assertEq(participants.participantOf(_second), 0);
    }

    function test_AWalletThatLeftMayComeBack() external {
        vm.startPrank(alice);
        participants.removeWallet(_second);
        uint256 deadline = block.timestamp + 1;
        participants.addWallet(_second, deadline, sign(_key, addWalletDigest(aliceId, _second, deadline)));
        assertEq(participants.participantOf(_second), aliceId);
    }

    function test_AFreezeEndsForEveryWallet() external {
        freeze(alice);
        vm.prank(verifier);
        participants.unfreeze(aliceId, "");
        assertFalse(notes.isFrozen(_second));
        assertEq(participants.requireActive(_second), aliceId);
    }

    /// @dev The same loan in a currency of 18 decimals.
    function _requestedInWide() private returns (uint256) {
        ILoans.Product memory product = aProduct();
        (product.leastPrincipal, product.greatestPrincipal, product.leastTicket) =
        (100 ether, 1_000_000 ether, 10 ether);
        productId = addProduct(product);
        ILoans.Request memory request = aRequest();
        request.principal = 10_000 ether;
        return requested(request);
    }

    function _lapsed() private view returns (IParticipants.Claims memory claims) {
        claims = someClaims(0);
        claims.verifiedUntil = uint16(block.timestamp / 1 days - 1);
    }

    function _policy(IParticipants.Policy memory limits) private {
        vm.prank(governor);
        participants.setPolicy(2, limits);
        vm.startPrank(verifier);
        participants.setClaims(aliceId, someClaims(2));
        vm.stopPrank();
    }

    function _unknown(bytes memory data, uint32 participantId) private {
        (bool ok, bytes memory reason) = address(participants).call(data);
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IParticipants.ParticipantUnknown.selector, participantId));
    }
}
