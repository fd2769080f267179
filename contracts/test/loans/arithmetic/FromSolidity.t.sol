// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { Calendar } from "../../../src/loans/Calendar.sol";
import { Instalment } from "../../../src/loans/Instalment.sol";
import { Interest } from "../../../src/loans/Interest.sol";

/// @notice Writes contracts/test/vectors/from-solidity.json from random arguments; `packages/finance` recomputes it. The seed is fixed, so
/// the file changes only when the arithmetic does.
contract FromSolidityTest is Test {
    uint256 private constant ROWS = 300;
    string private constant FILE = "contracts/test/vectors/from-solidity.json";

    uint256 private _seed = 20_240_131;

    function test_WritesTheFigures() external {
        _write("dueAt", "drawnAt unit interval k expected", _dueAt());
        _write(
            "instalmentOf",
            "principal annualRate method unit interval amortisingCount expected",
            _instalmentOf()
        );
        string memory json = _write(
            "partialInterestUp", "balance annualRate unit interval from to length expected", _partial()
        );
        if (!vm.exists(FILE) || keccak256(bytes(vm.readFile(FILE))) != keccak256(bytes(json))) {
            vm.writeFile(FILE, json);
        }
        assertEq(vm.parseJsonUintArray(json, ".dueAt.expected").length, ROWS);
    }

    function _dueAt() private returns (uint256[][] memory table) {
        table = _table(5);
        for (uint256 i; i < ROWS; ++i) {
            table[0][i] = _between(0, 4_000_000_000);
            table[1][i] = _between(0, 2);
            table[2][i] = _between(1, 12);
            table[3][i] = _between(0, 30);
            table[4][i] = Calendar.dueAt(table[0][i], ILoans.Unit(table[1][i]), table[2][i], table[3][i]);
        }
    }

    function _instalmentOf() private returns (uint256[][] memory table) {
        table = _table(7);
        ILoans.Terms memory terms;
        for (uint256 i; i < ROWS; ++i) {
            table[0][i] = _amount();
            table[1][i] = _between(0, 9) == 0 ? 0 : _between(1, 360_000);
            table[2][i] = _between(0, 3);
            table[3][i] = _between(0, 2);
            table[4][i] = _between(1, 3);
            table[5][i] = _between(1, 120);
            terms.annualRate = uint32(table[1][i]);
            terms.method = ILoans.Method(table[2][i]);
            terms.unit = ILoans.Unit(table[3][i]);
            terms.interval = uint16(table[4][i]);
            table[6][i] = Instalment.instalmentOf(terms, table[0][i], table[5][i]);
        }
    }

    function _partial() private returns (uint256[][] memory table) {
        table = _table(8);
        for (uint256 i; i < ROWS; ++i) {
            table[0][i] = _amount();
            table[1][i] = _between(0, 360_000);
            table[2][i] = _between(0, 2);
            table[3][i] = _between(1, 12);
            table[6][i] = _between(1 days, 365 days);
            table[4][i] = _between(1_600_000_000, 2_000_000_000);
            table[5][i] = table[4][i] + _between(0, table[6][i]);
            (uint256 numerator, uint256 denominator) =
                Interest.periodRate(table[1][i], ILoans.Unit(table[2][i]), table[3][i]);
            table[7][i] = Interest.partialInterestUp(
                table[0][i], numerator, denominator, table[4][i], table[5][i], table[6][i]
            );
        }
    }

    function _amount() private returns (uint256) {
        return _between(1, 1 << _between(1, 82));
    }

    function _between(uint256 least, uint256 greatest) private returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return least + _seed % (greatest - least + 1);
    }

    function _table(uint256 columns) private pure returns (uint256[][] memory table) {
        table = new uint256[][](columns);
        for (uint256 i; i < columns; ++i) {
            table[i] = new uint256[](ROWS);
        }
    }

    /// @return json The file so far.
    function _write(string memory name, string memory names, uint256[][] memory table)
        private
        returns (string memory json)
    {
        string[] memory columns = vm.split(names, " ");
        string memory object;
        for (uint256 c; c < columns.length; ++c) {
            object = vm.serializeUint(name, columns[c], table[c]);
        }
        return vm.serializeString("file", name, object);
    }
}
