// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { INotes } from "../interfaces/INotes.sol";
import { FundingWord } from "./FundingWord.sol";

/// @notice The two calls of `Notes` that almost all business goes through, written out by hand: cheaper than the compiler's by 90 gas and by 260,
/// for it checks again what is known of every argument, and copies the answer.
/// @dev A payer's address is freed of what may stand above it; a holder's was when the call was decoded; figures out of a word are masked
/// already. `Notes` has fixed code that answers with
/// these words or reverts, so the length of its answer is not looked at. What it reverts with is handed on.
library NotesCalls {
    /// @notice `notes.subscribe(id, msg.sender, holder, amount, raiser, decimals, ceiling)`, the last three out of the loan's word.
    /// @param holder An argument of an external call as it was decoded: without anything above it.
    function subscribe(INotes notes, uint256 id, address holder, uint256 amount, FundingWord word)
        internal
        returns (uint256 received, uint256 supply)
    {
        bytes4 selector = INotes.subscribe.selector;
        {
            uint256 raiser = word.borrowerId();
            uint256 decimals = word.decimals();
            uint256 ceiling = word.principal();
            assembly ("memory-safe") {
                let data := mload(0x40)
                mstore(data, selector)
                mstore(add(data, 0x04), id)
                mstore(add(data, 0x24), caller())
                mstore(add(data, 0x44), holder)
                mstore(add(data, 0x64), amount)
                mstore(add(data, 0x84), raiser)
                mstore(add(data, 0xa4), decimals)
                mstore(add(data, 0xc4), ceiling)
            }
        }
        assembly ("memory-safe") {
            // Still there: nothing was allocated since. (In one block with the above there are more names than the stack reaches.)
            let data := mload(0x40)
            // The answer goes into the scratch space.
            if iszero(call(gas(), notes, 0, data, 0xe4, 0x00, 0x40)) {
                returndatacopy(data, 0, returndatasize())
                revert(data, returndatasize())
            }
            received := mload(0x00)
            supply := mload(0x20)
        }
    }

    /// @notice `notes.collectAndPayIn(id, payer, CashKind.Repayment, amount, interest, 0)`
    function collectRepayment(INotes notes, uint256 id, address payer, uint256 amount, uint256 interest)
        internal
        returns (uint256 received)
    {
        bytes4 selector = INotes.collectAndPayIn.selector;
        uint256 kind = uint256(INotes.CashKind.Repayment);
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, selector)
            mstore(add(data, 0x04), id)
            mstore(add(data, 0x24), shr(96, shl(96, payer)))
            mstore(add(data, 0x44), kind)
            mstore(add(data, 0x64), amount)
            mstore(add(data, 0x84), interest)
            mstore(add(data, 0xa4), 0)
            if iszero(call(gas(), notes, 0, data, 0xc4, 0x00, 0x20)) {
                returndatacopy(data, 0, returndatasize())
                revert(data, returndatasize())
            }
            received := mload(0x00)
        }
    }
}
