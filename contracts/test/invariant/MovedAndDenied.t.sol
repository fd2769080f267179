// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { Fuzzed } from "./Fuzzed.sol";

/// @notice A currency that moves cash and answers false. Found by the fuzz: the cash was held beside having been paid.
contract MovedAndDeniedTest is Fuzzed {
    function test_CashThatMovedIsNotHeldToo() external {
        ILoans loans = world.contracts().loans;
        INotes notes = world.contracts().notes;
        address token = address(hostile[3]);
        uint256 id = _loanIn(token);
        address wallet = loans.loan(id).wallet;
        uint256 before = IERC20(token).balanceOf(wallet);
        hostile[3].arm(true);
        vm.prank(wallet);
        loans.draw(id);
        assertGt(IERC20(token).balanceOf(wallet), before);
        assertEq(notes.heldCash(token, wallet), 0);
        assertEq(notes.heldCash(token, world.contracts().fees.payee()), 0);
    }

    function _loanIn(address token) private view returns (uint256) {
        uint256[] memory ids = world.loansGhost().ids();
        for (uint256 i; i < ids.length; ++i) {
            if (address(uint160(ids[i] >> 80)) == token) return ids[i];
        }
        revert("no loan in this currency");
    }
}
