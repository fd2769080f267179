// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { Calendar } from "../../../src/loans/Calendar.sol";
import { Instalment } from "../../../src/loans/Instalment.sol";
import { Interest } from "../../../src/loans/Interest.sol";

/// @notice Single figures against those that `packages/finance` computed: contracts/test/vectors/README.md.
contract FiguresTest is Test {
    string private _json;

    function test_DueAt() external {
        _open("due-at");
        uint256[] memory drawnAt = _column("drawnAt");
        uint256[] memory unit = _column("unit");
        uint256[] memory interval = _column("interval");
        uint256[] memory k = _column("k");
        uint256[] memory expected = _column("expected");
        assertGt(expected.length, 100);
        for (uint256 i; i < expected.length; ++i) {
            assertEq(
                Calendar.dueAt(drawnAt[i], ILoans.Unit(unit[i]), interval[i], k[i]), expected[i], _row(i)
            );
        }
    }

    /// @dev Powers beyond a word, which no loan's terms reach, are refused instead of wrapped.
    function test_PowRay() external {
        _open("pow-ray");
        uint256[] memory x = _column("x");
        uint256[] memory n = _column("n");
        string[] memory expected = vm.parseJsonStringArray(_json, ".expected");
        assertGt(expected.length, 50);
        for (uint256 i; i < expected.length; ++i) {
            if (bytes(expected[i]).length < 78) {
                assertEq(vm.toString(Instalment.powRay(x[i], n[i])), expected[i], _row(i));
            } else {
                vm.expectRevert();
                this.powRay(x[i], n[i]);
            }
        }
    }

    function powRay(uint256 x, uint256 n) external pure returns (uint256) {
        return Instalment.powRay(x, n);
    }

    function test_Instalment() external {
        _open("instalment");
        uint256[] memory principal = _column("principal");
        uint256[] memory annualRate = _column("annualRate");
        uint256[] memory method = _column("method");
        uint256[] memory unit = _column("unit");
        uint256[] memory interval = _column("interval");
        uint256[] memory amortisingCount = _column("amortisingCount");
        uint256[] memory expected = _column("expected");
        assertGt(expected.length, 100);
        ILoans.Terms memory terms;
        for (uint256 i; i < expected.length; ++i) {
            terms.annualRate = uint32(annualRate[i]);
            terms.method = ILoans.Method(method[i]);
            terms.unit = ILoans.Unit(unit[i]);
            terms.interval = uint16(interval[i]);
            assertEq(Instalment.instalmentOf(terms, principal[i], amortisingCount[i]), expected[i], _row(i));
        }
    }

    function test_Interest() external {
        _open("interest");
        uint256[] memory balance = _column("balance");
        uint256[] memory annualRate = _column("annualRate");
        uint256[] memory unit = _column("unit");
        uint256[] memory interval = _column("interval");
        uint256[] memory from = _column("from");
        uint256[] memory to = _column("to");
        uint256[] memory length = _column("length");
        uint256[] memory whole = _column("expectedWhole");
        uint256[] memory part = _column("expectedPart");
        assertGt(whole.length, 100);
        for (uint256 i; i < whole.length; ++i) {
            (uint256 numerator, uint256 denominator) =
                Interest.periodRate(annualRate[i], ILoans.Unit(unit[i]), interval[i]);
            assertEq(Interest.periodInterestUp(balance[i], numerator, denominator), whole[i], _row(i));
            assertEq(
                Interest.partialInterestUp(balance[i], numerator, denominator, from[i], to[i], length[i]),
                part[i],
                _row(i)
            );
        }
    }

    function _open(string memory name) private {
        _json = vm.readFile(string.concat("contracts/test/vectors/", name, ".json"));
    }

    function _column(string memory name) private view returns (uint256[] memory) {
        return vm.parseJsonUintArray(_json, string.concat(".", name));
    }

    function _row(uint256 i) private pure returns (string memory) {
        return string.concat("row ", vm.toString(i));
    }
}
