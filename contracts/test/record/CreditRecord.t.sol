// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { Base } from "../Base.t.sol";
import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { ICreditRecord } from "../../src/interfaces/ICreditRecord.sol";
import { SeriesId } from "../../src/notes/SeriesId.sol";

/// @notice The record alone. This test is an issuer.
contract CreditRecordTest is Base {
    ICreditRecord.Instalments private _none;

    function setUp() public override {
        super.setUp();
        manager.grantRole(4, address(this), 0);
        vm.prank(registrar);
        notes.registerIssuer(address(this));
    }

    /// @dev What the record asks of an issuer.
    function liveInstalments(uint32) external pure returns (ICreditRecord.Instalments memory live) {
        live.late1To30 = 7;
    }

    function test_AddsWhatIsRunningToWhatIsStored() external {
        vm.expectEmit(address(record));
        emit ICreditRecord.LoanOpened(bobId, _own(77), 1000);
        record.recordOpened(bobId, _own(77), 1000);
        record.recordOutcome(_own(77), ICreditRecord.Outcome.Repaid, ICreditRecord.Instalments(1, 2, 3, 4, 5));
        ICreditRecord.Record memory told = record.recordOf(bobId);
        assertEq(told.loansDrawn, 1);
        assertEq(told.loansRepaid, 1);
        assertEq(told.instalments.onTime, 1);
        assertEq(told.instalments.late1To30, 2 + 7);
        assertEq(told.instalments.late31To60, 3);
        assertEq(told.instalments.late61To90, 4);
        assertEq(told.instalments.late91Plus, 5);
    }

    function test_PagesOfLoans() external {
        for (uint256 i = 1; i <= 5; ++i) {
            record.recordOpened(bobId, _own(i), 1);
        }
        assertEq(record.loanCountOf(bobId), 5);
        uint256[] memory page = record.loansOf(bobId, 3, 10);
        assertEq(page.length, 2);
        assertEq(page[0], _own(4));
        assertEq(record.loansOf(bobId, 5, 10).length, 0);
        assertEq(record.loansOf(bobId, 0, 2).length, 2);
    }

    function test_AddsTheRunningInstalmentsOfEveryIssuer() external {
        uint256 loanId = drawn(aRequest());
        record.recordOpened(bobId, _own(77), 1000);
        vm.warp(loans.dueAt(loanId, 1));
        repay(bob, loanId, 3_400_221_115);
        ICreditRecord.Record memory told = record.recordOf(bobId);
        assertEq(told.loansDrawn, 2);
        assertEq(told.instalments.onTime, 1);
        assertEq(told.instalments.late1To30, 7);
        assertEq(record.recordOf(99).loansDrawn, 0);
        assertEq(record.loanCountOf(99), 0);
    }

    function test_InstalmentsAreCountedOnceWhenTheLoanEndsToRun() external {
        record.recordOpened(bobId, _own(77), 1);
        ICreditRecord.Instalments memory some = ICreditRecord.Instalments(1, 2, 3, 4, 5);
        record.recordOutcome(_own(77), ICreditRecord.Outcome.Defaulted, some);
        record.recordOutcome(_own(77), ICreditRecord.Outcome.WrittenOff, some);
        record.recordOutcome(_own(77), ICreditRecord.Outcome.Recovered, some);
        ICreditRecord.Record memory told = record.recordOf(bobId);
        assertEq(told.instalments.onTime, 1);
        assertEq(told.instalments.late91Plus, 5);
        assertEq(told.loansDefaulted, 1);
        assertEq(told.loansWrittenOff, 1);
        assertEq(told.loansRecovered, 1);
        assertEq(told.loansRepaid, 0);
        assertEq(uint256(record.outcomeOf(_own(77))), uint256(ICreditRecord.Outcome.Recovered));
    }

    /// @dev A repayment that closes a loan writes here: whoever takes the role away may not stop it.
    function test_AnIssuerWithoutItsRoleStillEndsTheLoansItOpened() external {
        uint256 loanId = drawn(aRequest());
        manager.revokeRole(4, address(loans));
        vm.prank(bob);
        loans.payOff(loanId, 20_000 * ONE);
        assertEq(uint256(record.outcomeOf(loanId)), uint256(ICreditRecord.Outcome.Repaid));
        uint256 next = funded(aRequest());
        vm.warp(loans.drawableFrom(next));
        vm.prank(bob);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(loans))
        );
        loans.draw(next);
    }

    function test_RevertWhen_AnOutcomeIsOutOfOrder() external {
        record.recordOpened(bobId, _own(77), 1);
        _outOfOrder(ICreditRecord.Outcome.Running, ICreditRecord.Outcome.Recovered);
        _outOfOrder(ICreditRecord.Outcome.Running, ICreditRecord.Outcome.WrittenOff);
        record.recordOutcome(_own(77), ICreditRecord.Outcome.Defaulted, _none);
        _outOfOrder(ICreditRecord.Outcome.Defaulted, ICreditRecord.Outcome.Defaulted);
        _outOfOrder(ICreditRecord.Outcome.Defaulted, ICreditRecord.Outcome.Repaid);
        record.recordOutcome(_own(77), ICreditRecord.Outcome.WrittenOff, _none);
        record.recordOutcome(_own(77), ICreditRecord.Outcome.Recovered, _none);
        _outOfOrder(ICreditRecord.Outcome.Recovered, ICreditRecord.Outcome.Recovered);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreditRecord.OutcomeOutOfOrder.selector,
                _own(77),
                ICreditRecord.Outcome.Recovered,
                ICreditRecord.Outcome.Running
            )
        );
        record.recordOpened(bobId, _own(77), 1);
    }

    function test_RevertWhen_TheCallerDidNotOpenTheLoan() external {
        uint256 loanId = drawn(aRequest());
        vm.expectRevert(abi.encodeWithSelector(ICreditRecord.LoanNotOpen.selector, loanId));
        record.recordOutcome(loanId, ICreditRecord.Outcome.Repaid, _none);
        vm.expectRevert(abi.encodeWithSelector(ICreditRecord.LoanNotOpen.selector, 5));
        record.outcomeOf(5);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, eve));
        vm.prank(eve);
        record.recordOpened(bobId, 5, 1);
    }

    /// @dev Or it could keep a loan of another issuer's from being asked for on its assessment, and from being drawn.
    function test_RevertWhen_TheIdIsAnotherIssuers() external {
        uint256 next = funded(aRequest());
        vm.warp(loans.drawableFrom(next));
        bytes memory foreign =
            abi.encodeWithSelector(ICreditRecord.LoanOfAnotherIssuer.selector, next, address(this));
        vm.expectRevert(foreign);
        record.recordOpened(bobId, next, 1);
        IAssessments.Quote memory quote = IAssessments.Quote(next, bobId, address(usd), 1, 120_000, 90);
        IAssessments.Assessment memory assessment;
        vm.expectRevert(foreign);
        record.recordQuote(quote, assessment, new address[](0), new bytes[](0));
        vm.prank(bob);
        loans.draw(next);
        assertEq(record.recordOf(bobId).loansDrawn, 1);
    }

    /// @dev Whoever has the role without being registered has no index, as the id 5 has none.
    function test_RevertWhen_TheCallerIsNoIssuer() external {
        manager.grantRole(4, eve, 0);
        vm.expectRevert(abi.encodeWithSelector(ICreditRecord.LoanOfAnotherIssuer.selector, 5, eve));
        vm.prank(eve);
        record.recordOpened(bobId, 5, 1);
    }

    function _own(uint256 number) private view returns (uint256) {
        return SeriesId.encode(2, address(usd), number);
    }

    function _outOfOrder(ICreditRecord.Outcome current, ICreditRecord.Outcome next) private {
        vm.expectRevert(
            abi.encodeWithSelector(ICreditRecord.OutcomeOutOfOrder.selector, _own(77), current, next)
        );
        record.recordOutcome(_own(77), next, _none);
    }
}
