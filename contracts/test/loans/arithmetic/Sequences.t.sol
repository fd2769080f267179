// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { ColdWord } from "../../../src/loans/ColdWord.sol";
import { FundingWord, packFunding } from "../../../src/loans/FundingWord.sol";
import { LoanArithmetic, Way } from "../../../src/loans/LoanArithmetic.sol";
import { LoanWords } from "../../../src/loans/LoanWords.sol";
import { Repayment, Settlement } from "../../../src/loans/Repayment.sol";
import { packTerms } from "../../../src/loans/TermsWord.sol";

/// @notice What happens to whole loans, action by action, against what `packages/finance` computed. Runs through the words a loan is
/// stored in, so their packing is held to it too.
contract SequencesTest is Test {
    LoanArithmetic private _arithmetic = new LoanArithmetic();
    mapping(bytes32 column => uint256[]) private _columns;
    LoanWords private _words;

    function test_Sequences1() external {
        _run("sequences-1");
    }

    function test_Sequences2() external {
        _run("sequences-2");
    }

    function test_Schedules() external {
        vm.pauseGasMetering();
        _load(
            "schedule",
            "principal annualRate method unit interval count interestOnlyCount originationFee drawnAt fee instalments totalInterest lastIndex lastDueAt lastInterest lastPrincipal firstInterest firstPrincipal middleIndex middleDueAt middleInterest middlePrincipal"
        );
        uint256 rows = _columns["principal"].length;
        assertGt(rows, 100);
        for (uint256 i; i < rows; ++i) {
            _schedule(i);
        }
    }

    function _schedule(uint256 i) private {
        ILoans.Terms memory terms = _terms(i);
        terms.originationFee = uint32(_at("originationFee", i));
        (LoanWords memory words, uint256 fee) =
            _arithmetic.start(packTerms(terms), _at("principal", i), _at("drawnAt", i));
        assertEq(fee, _at("fee", i), "fee");
        uint256 totalInterest;
        uint256 index;
        // Each instalment is paid in full at its due date, until nothing is left.
        while (_open(words)) {
            ++index;
            uint256 time = _arithmetic.dueAt(words, index);
            ILoans.Allocation memory owed = _arithmetic.dueNow(words, time);
            if (index == 1) _same(owed, "first", i);
            if (index == _at("middleIndex", i)) _same(owed, "middle", i);
            if (index == _at("lastIndex", i)) {
                _same(owed, "last", i);
                assertEq(time, _at("lastDueAt", i), "last due");
            }
            totalInterest += owed.interest;
            // One that asks for nothing is passed over with the next payment.
            if (owed.interest + owed.principal == 0) continue;
            (words,) = _arithmetic.pay(0, words, time, owed.interest + owed.principal, Way.Repay);
        }
        assertEq(index, _at("instalments", i), "instalments");
        assertEq(totalInterest, _at("totalInterest", i), "total interest");
    }

    function _same(ILoans.Allocation memory owed, string memory which, uint256 i) private view {
        assertEq(owed.interest, _at(string.concat(which, "Interest"), i), which);
        assertEq(owed.principal, _at(string.concat(which, "Principal"), i), which);
    }

    function _open(LoanWords memory words) private pure returns (bool) {
        return words.live.status() == ILoans.Status.Active;
    }

    function _run(string memory name) private {
        _load(
            name,
            "loan principal annualRate lateRate method unit interval count interestOnlyCount graceDays defaultDays writeOffDays drawnAt kind time amount lateInterest interest principalTaken settled settledOnTime daysLate status outstandingPrincipal nextInstalment interestPaid principalPaid accrualStart instalment lateInterestOwed interestOwed probeAt owed dueNow repayable daysPastDue"
        );
        uint256 rows = _columns["loan"].length;
        assertGt(rows, 500);
        uint256 loan = type(uint256).max;
        for (uint256 i; i < rows; ++i) {
            if (_at("loan", i) != loan) {
                loan = _at("loan", i);
                (_words,) = _arithmetic.start(packTerms(_terms(i)), _at("principal", i), _at("drawnAt", i));
            }
            _act(i);
            _comparePosition(i);
            _compareViews(i);
        }
    }

    function _act(uint256 i) private {
        uint256 kind = _at("kind", i);
        uint256 time = _at("time", i);
        LoanWords memory words = _words;
        if (kind == 4) {
            assertEq(_arithmetic.defaultableFrom(0, words) <= time, true, "defaultable");
            (_words,) = _arithmetic.declareDefault(0, words, time);
            return;
        }
        if (kind == 6) {
            (_words,) = _arithmetic.writeOff(0, words, time);
            return;
        }
        Settlement memory settlement;
        (words, settlement) = _arithmetic.pay(0, words, time, _at("amount", i), _wayOf(kind));
        _words = words;
        assertEq(settlement.allocation.lateInterest, _at("lateInterest", i), _row("lateInterest", i));
        assertEq(settlement.allocation.interest, _at("interest", i), _row("interest", i));
        assertEq(settlement.allocation.principal, _at("principalTaken", i), _row("principalTaken", i));
        assertEq(settlement.settledCount, _at("settled", i), _row("settled", i));
        uint256 onTime;
        uint256 daysLate;
        for (uint256 j; j < settlement.settledCount; ++j) {
            if (settlement.settled[j] & Repayment.ON_TIME != 0) ++onTime;
            daysLate += uint16(settlement.settled[j] >> 16);
        }
        assertEq(onTime, _at("settledOnTime", i), _row("settledOnTime", i));
        assertEq(daysLate, _at("daysLate", i), _row("daysLate", i));
    }

    function _comparePosition(uint256 i) private view {
        FundingWord drawn = packFunding(0, 0, 0, ILoans.Status.Active, 0, 0, 0);
        ILoans.Position memory position = _arithmetic.loan(drawn, ColdWord.wrap(0), 0, _words).position;
        assertEq(uint256(position.status), _at("status", i), _row("status", i));
        assertEq(position.outstandingPrincipal, _at("outstandingPrincipal", i), _row("outstanding", i));
        if (position.status == ILoans.Status.Repaid || position.status == ILoans.Status.Recovered) return;
        assertEq(position.interestPaid, _at("interestPaid", i), _row("interestPaid", i));
        assertEq(position.lateInterestOwed, _at("lateInterestOwed", i), _row("lateInterestOwed", i));
        assertEq(position.interestOwed, _at("interestOwed", i), _row("interestOwed", i));
        if (position.status != ILoans.Status.Active) return;
        assertEq(position.nextInstalment, _at("nextInstalment", i), _row("nextInstalment", i));
        assertEq(position.principalPaid, _at("principalPaid", i), _row("principalPaid", i));
        assertEq(position.accrualStart, _at("accrualStart", i), _row("accrualStart", i));
        assertEq(position.instalment, _at("instalment", i), _row("instalment", i));
    }

    function _compareViews(uint256 i) private view {
        uint256 time = _at("probeAt", i);
        LoanWords memory words = _words;
        assertEq(_sum(_arithmetic.payoff(words, time)), _at("owed", i), _row("owed", i));
        if (!_open(words)) return;
        assertEq(_sum(_arithmetic.dueNow(words, time)), _at("dueNow", i), _row("dueNow", i));
        assertEq(_sum(_arithmetic.repayable(words, time)), _at("repayable", i), _row("repayable", i));
        assertEq(_arithmetic.daysPastDue(words, time), _at("daysPastDue", i), _row("daysPastDue", i));
    }

    function _terms(uint256 i) private view returns (ILoans.Terms memory terms) {
        terms.annualRate = uint32(_at("annualRate", i));
        terms.method = ILoans.Method(_at("method", i));
        terms.unit = ILoans.Unit(_at("unit", i));
        terms.interval = uint16(_at("interval", i));
        terms.count = uint16(_at("count", i));
        terms.interestOnlyCount = uint16(_at("interestOnlyCount", i));
        if (_columns["graceDays"].length == 0) return terms;
        terms.lateRate = uint32(_at("lateRate", i));
        terms.graceDays = uint16(_at("graceDays", i));
        terms.defaultDays = uint16(_at("defaultDays", i));
        terms.writeOffDays = uint16(_at("writeOffDays", i));
    }

    function _wayOf(uint256 kind) private pure returns (Way) {
        if (kind == 1) return Way.ShorterTerm;
        if (kind == 2) return Way.SmallerInstalment;
        if (kind == 3) return Way.PayOff;
        return Way.Repay;
    }

    function _sum(ILoans.Allocation memory owed) private pure returns (uint256) {
        return owed.lateInterest + owed.interest + owed.principal;
    }

    function _load(string memory name, string memory columns) private {
        string memory json = vm.readFile(string.concat("contracts/test/vectors/", name, ".json"));
        string[] memory names = vm.split(columns, " ");
        for (uint256 i; i < names.length; ++i) {
            _columns[bytes32(bytes(names[i]))] = vm.parseJsonUintArray(json, string.concat(".", names[i]));
        }
    }

    function _at(string memory column, uint256 i) private view returns (uint256) {
        return _columns[bytes32(bytes(column))][i];
    }

    function _row(string memory what, uint256 i) private pure returns (string memory) {
        return string.concat(what, " in row ", vm.toString(i));
    }
}
