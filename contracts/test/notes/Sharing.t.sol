// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { HoldingWord, packHolding } from "../../src/notes/HoldingWord.sol";
import { SeriesState, packSeries } from "../../src/notes/SeriesState.sol";

/// @notice Sharing cash over notes, by words alone: against what `packages/finance` computed, and by properties.
contract SharingTest is Test {
    string private _json;
    mapping(uint256 holder => HoldingWord) private _holdings;
    mapping(uint256 holder => uint256) private _paid;
    SeriesState private _series;
    uint256[][4] private _start;
    uint256[][4] private _balance;
    uint256[][4] private _entitled;

    function test_Shares() external {
        vm.pauseGasMetering();
        _json = vm.readFile("contracts/test/vectors/share.json");
        uint256[] memory series = _column("series");
        uint256[] memory kind = _column("kind");
        uint256[] memory amount = _column("amount");
        uint256[] memory from = _column("from");
        uint256[] memory to = _column("to");
        uint256[] memory paidIn = _column("paidIn");
        for (uint256 h; h < 4; ++h) {
            _start[h] = _column(string.concat("startBalance", vm.toString(h)));
            _balance[h] = _column(string.concat("balance", vm.toString(h)));
            _entitled[h] = _column(string.concat("entitled", vm.toString(h)));
        }
        assertGt(series.length, 500);
        for (uint256 i; i < series.length; ++i) {
            if (i == 0 || series[i] != series[i - 1]) _begin(i);
            if (kind[i] == 0) {
                _series = packSeries(_series.supply(), _series.supply(), _series.paidIn() + amount[i]);
            } else if (kind[i] == 1) {
                _claim(from[i]);
            } else {
                _transfer(from[i], to[i], amount[i]);
            }
            assertEq(_series.paidIn(), paidIn[i], "paid in");
            _compare(i);
        }
    }

    function testFuzz_HoweverOftenSomebodyClaimsTheyGetTheirShareRoundedDownOnce(
        uint256 supply,
        uint256 balance,
        uint256[8] calldata amounts
    ) external pure {
        supply = bound(supply, 1, (1 << 83) - 1);
        balance = bound(balance, 0, supply);
        HoldingWord word = packHolding(balance, 0, 1_700_000_000);
        uint256 paidIn;
        uint256 paid;
        for (uint256 i; i < amounts.length; ++i) {
            paidIn += bound(amounts[i], 0, 1 << 80);
            uint256 cash;
            (word, cash) = word.settle(packSeries(supply, supply, paidIn));
            paid += cash;
            assertEq(paid, (balance * paidIn) / supply);
            assertEq(word.balance(), balance);
        }
        if (paidIn != 0) assertEq(word.remainder(), (balance * paidIn) % supply);
    }

    function _begin(uint256 i) private {
        uint256 supply;
        for (uint256 h; h < 4; ++h) {
            _holdings[h] = packHolding(_start[h][i], 0, 1_700_000_000);
            _paid[h] = 0;
            supply += _start[h][i];
        }
        _series = packSeries(supply, supply, 0);
    }

    function _claim(uint256 holder) private {
        uint256 cash;
        (_holdings[holder], cash) = _holdings[holder].settle(_series);
        _paid[holder] += cash;
    }

    function _transfer(uint256 from, uint256 to, uint256 amount) private {
        _claim(from);
        _claim(to);
        _setBalance(from, _holdings[from].balance() - amount);
        _setBalance(to, _holdings[to].balance() + amount);
    }

    function _setBalance(uint256 holder, uint256 balance) private {
        HoldingWord word = _holdings[holder];
        uint256 seen = word.paidInSeen();
        _holdings[holder] = packHolding(balance, seen, seen == 0 ? word.subscribedAt() : word.remainder());
    }

    function _compare(uint256 i) private view {
        for (uint256 h; h < 4; ++h) {
            (, uint256 cash) = _holdings[h].settle(_series);
            assertEq(_paid[h] + cash, _entitled[h][i], "entitled");
            assertEq(_holdings[h].balance(), _balance[h][i], "balance");
        }
    }

    function _column(string memory name) private view returns (uint256[] memory) {
        return vm.parseJsonUintArray(_json, string.concat(".", name));
    }
}
