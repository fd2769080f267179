// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Assessed } from "../record/Assessed.sol";
import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Fees } from "../../src/fees/Fees.sol";
import { Loans } from "../../src/loans/Loans.sol";
import { Notes } from "../../src/notes/Notes.sol";
import { CreditRecord } from "../../src/record/CreditRecord.sol";

/// @notice Gas of whole transactions, written to contracts/snapshots/gas.json. Run with `--isolate`: every call is a transaction of its own,
/// with cold storage. Currency: OpenZeppelin's ERC-20 with an infinite allowance. Other lenders are there already.
contract GasTest is Assessed {
    string private constant GROUP = "gas";

    function test_Fund() external {
        uint256 loanId = requested(aRequest());
        fund(dave, loanId, 100 * ONE);
        vm.prank(alice);
        loans.fund(loanId, 1000 * ONE, alice);
        _snapshot("gas.fund.newToSeries");
        vm.prank(alice);
        loans.fund(loanId, 1000 * ONE, alice);
        _snapshot("gas.fund.again");
    }

    function test_FundMany() external {
        uint256[] memory amounts = new uint256[](2);
        (amounts[0], amounts[1]) = (1000 * ONE, 1000 * ONE);
        uint256[] memory two = new uint256[](2);
        (two[0], two[1]) = (_withALender(), _withALender());
        uint256[] memory six = new uint256[](6);
        uint256[] memory sixAmounts = new uint256[](6);
        for (uint256 i; i < 6; ++i) {
            (six[i], sixAmounts[i]) = (_withALender(), 1000 * ONE);
        }
        vm.prank(alice);
        loans.fundMany(two, amounts, alice);
        uint256 gasOfTwo = vm.lastCallGas().gasTotalUsed;
        vm.prank(carol);
        loans.fundMany(six, sixAmounts, carol);
        _write("gas.fund.perFurtherLoan", (vm.lastCallGas().gasTotalUsed - gasOfTwo) / 4);
    }

    function test_Repay() external {
        _repayWith(1, "gas.repay.instalment.1");
        _repayWith(10, "gas.repay.instalment.10");
        _repayWith(1000, "gas.repay.instalment.1000");
    }

    function test_Claim() external {
        uint256[] memory ids = new uint256[](5);
        for (uint256 i; i < 5; ++i) {
            ids[i] = _repaidOnce();
        }
        uint256[] memory four = new uint256[](4);
        for (uint256 i; i < 4; ++i) {
            four[i] = ids[i + 1];
        }
        notes.claim(list(ids[0]), alice);
        uint256 gasOfOne = vm.lastCallGas().gasTotalUsed;
        _write("gas.claim.one", gasOfOne);
        notes.claim(four, alice);
        _write("gas.claim.perFurtherSeries", (vm.lastCallGas().gasTotalUsed - gasOfOne) / 3);
    }

    function test_Transfer() external {
        uint256 loanId = _repaidOnce();
        claim(alice, loanId);
        vm.prank(alice);
        notes.transfer(dave, loanId, 100 * ONE);
        _snapshot("gas.transfer");
    }

    function test_LifeOfALoan() external {
        drawn(aRequest());
        ILoans.Request memory request_ = aRequest();
        request_.count = 12;
        vm.prank(bob);
        uint256 loanId = loans.request(request_);
        _snapshot("gas.request");
        fund(alice, loanId, 4000 * ONE);
        fund(carol, loanId, 6000 * ONE);
        vm.warp(loans.drawableFrom(loanId));
        vm.prank(bob);
        loans.draw(loanId);
        _snapshot("gas.draw");
        vm.warp(loans.dueAt(loanId, 1));
        loans.collect(loanId);
        _snapshot("gas.collect");
        vm.warp(loans.defaultableFrom(loanId));
        loans.markDefault(loanId);
        _snapshot("gas.default");
    }

    /// @dev The borrower was assessed before, as all but one of a participant's requests find it.
    function test_RequestAssessed() external {
        quoted(anAssessment());
        vm.warp(block.timestamp + 1);
        quoted(anAssessment());
        _snapshot("gas.requestAssessed");
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.issuedAt += 1;
        vm.warp(assessment.issuedAt);
        assessment.greatestPrincipal = LIMIT + 1;
        address[] memory signers = two(underwriter, second);
        bytes[] memory signatures = two(signed(underwriterKey, assessment), signed(secondKey, assessment));
        vm.prank(bob);
        loans.requestAssessed(anAssessedRequest(), assessment, signers, signatures);
        _snapshot("gas.requestAssessed.twoSigners");
    }

    function test_Deploy() external {
        address authority = address(manager);
        uint256 before = gasleft();
        Notes notes_ = new Notes(authority);
        CreditRecord record_ = new CreditRecord(authority, address(notes_), 7 days);
        Fees fees_ = new Fees(authority, feePayee, 7 days, 50_000);
        new Loans(
            authority, address(notes_), address(notes_.participants()), address(record_), address(fees_)
        );
        _write("gas.deploy", before - gasleft());
    }

    function _repayWith(uint256 lenders, string memory name) private {
        ILoans.Request memory request_ = aRequest();
        request_.principal = 100_000 * ONE;
        request_.count = 12;
        uint256 loanId = requested(request_);
        for (uint256 i; i < lenders; ++i) {
            fund(alice, loanId, request_.principal / lenders / 2);
            address lender = lenders == 1 ? alice : _lender(i);
            vm.prank(alice);
            loans.fund(loanId, request_.principal / lenders / 2, lender);
        }
        vm.warp(loans.drawableFrom(loanId));
        vm.prank(bob);
        loans.draw(loanId);
        // The first makes the series one that was paid into before, as all but one of a loan's instalments find it.
        for (uint256 k = 1; k <= 2; ++k) {
            vm.warp(loans.dueAt(loanId, k));
            uint256 amount = _owed(loanId);
            vm.prank(bob);
            loans.repay(loanId, amount);
        }
        _snapshot(name);
    }

    function _lender(uint256 i) private returns (address lender) {
        lender = address(uint160(0x1000000 + i));
        if (participants.participantOf(lender) == 0) enrol(lender, CAPPED);
    }

    function _owed(uint256 loanId) private view returns (uint256) {
        ILoans.Allocation memory owed = loans.dueNow(loanId, block.timestamp);
        return owed.interest + owed.principal + owed.lateInterest;
    }

    function _withALender() private returns (uint256 loanId) {
        enrolBorrower();
        vm.prank(_borrower);
        loanId = loans.request(aRequest());
        fund(dave, loanId, 100 * ONE);
    }

    address private _borrower;
    uint256 private _borrowers;

    /// @dev A borrower of their own for each loan, because live loans of one are limited.
    function enrolBorrower() private {
        _borrower = address(uint160(0x2000000 + _borrowers++));
        enrol(_borrower, 0);
    }

    function _repaidOnce() private returns (uint256 loanId) {
        loanId = drawn(aRequest());
        vm.warp(loans.dueAt(loanId, 1));
        repay(bob, loanId, _owed(loanId));
        return loanId;
    }

    function _snapshot(string memory name) private {
        _write(name, vm.lastCallGas().gasTotalUsed);
    }

    function _write(string memory name, uint256 gasUsed) private {
        vm.snapshotValue(GROUP, name, gasUsed);
    }
}
