// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { AccountHandler } from "./AccountHandler.sol";

/// @notice Whatever somebody with one factor, the co-signer's key or the trustees' tries and in whatever order.
contract AccountInvariantsTest is Test {
    AccountHandler private _handler;

    function setUp() external {
        _handler = new AccountHandler();
        bytes4[] memory selectors = new bytes4[](12);
        selectors[0] = AccountHandler.pay.selector;
        selectors[1] = AccountHandler.payInTwo.selector;
        selectors[2] = AccountHandler.allow.selector;
        selectors[3] = AccountHandler.widen.selector;
        selectors[4] = AccountHandler.announce.selector;
        selectors[5] = AccountHandler.byCoSigner.selector;
        selectors[6] = AccountHandler.asIfBoth.selector;
        selectors[7] = AccountHandler.wait_.selector;
        selectors[8] = AccountHandler.waitForDays.selector;
        selectors[9] = AccountHandler.byTrustees.selector;
        selectors[10] = AccountHandler.lend.selector;
        selectors[11] = AccountHandler.payDebt.selector;
        targetContract(address(_handler));
        targetSelector(FuzzSelector({ addr: address(_handler), selectors: selectors }));
    }

    /// forge-config: default.invariant.runs = 12
    /// forge-config: default.invariant.depth = 60
    /// forge-config: default.invariant.fail-on-revert = true
    /// forge-config: deep.invariant.runs = 512
    /// forge-config: deep.invariant.depth = 256
    /// forge-config: deep.invariant.fail-on-revert = true
    function invariant_OneFactorNeverMovesMoreThanTheLimitInADay() external view {
        assertLe(_handler.mostInADay(), 1000e6, "INV-23 more than the limit left within a day");
        assertEq(_handler.state(), _handler.beginning(), "INV-24 something was widened");
    }

    /// @dev A fuzz in which everything is refused proves nothing.
    function test_TheWalkMovesMoneyAndIsRefused() external {
        _handler.pay(0, 100e6, false);
        _handler.wait_(3 hours);
        _handler.allow(1, 100e6);
        _handler.waitForDays(3 days);
        _handler.payInTwo(1, 900e6);
        assertGt(_handler.moved(), 1000e6);
        _handler.waitForDays(3 days);
        uint256 moved = _handler.moved();
        _handler.lend(300e6, true);
        _handler.lend(300e6, false);
        _handler.payDebt(300e6);
        assertEq(_handler.moved(), moved + 900e6);
        _handler.lend(101e6, true);
        _handler.lend(101e6, false);
        _handler.payDebt(101e6);
        assertEq(_handler.moved(), moved + 900e6);
        _handler.pay(2, 1100e6, true);
        for (uint256 i; i < 5; ++i) {
            _handler.widen(i);
        }
        _handler.announce(9, 9);
        _handler.byCoSigner(0);
        _handler.byCoSigner(1);
        _handler.asIfBoth(0, 1);
        uint256 refused = _handler.refused();
        assertGt(refused, 12);
        _handler.byTrustees(5 days);
        _handler.byTrustees(0);
        assertEq(_handler.refused(), refused + 4);
    }
}
