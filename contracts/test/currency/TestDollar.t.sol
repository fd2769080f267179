// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { TestDollar } from "../../src/currency/TestDollar.sol";

contract TestDollarTest is Test {
    function test_TheFaucetGivesUpToItsLimit() external {
        TestDollar dollar = new TestDollar("Test Dollar", "TUSD", 6);
        assertEq(dollar.decimals(), 6);
        dollar.faucet(1_000_000e6);
        assertEq(dollar.balanceOf(address(this)), 1_000_000e6);
        vm.expectRevert(
            abi.encodeWithSelector(TestDollar.FaucetLimitExceeded.selector, 1_000_000e6 + 1, 1_000_000e6)
        );
        dollar.faucet(1_000_000e6 + 1);
    }

    function test_RevertWhen_TheChainIsNotLocal() external {
        vm.chainId(1);
        vm.expectRevert(abi.encodeWithSelector(TestDollar.NotALocalChain.selector, 1));
        new TestDollar("Test Dollar", "TUSD", 6);
        vm.chainId(1337);
        new TestDollar("Test Dollar", "TUSD", 18);
    }
}
