// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import {
    GREATEST_COUNTER,
    ParticipantWord,
    pointTo,
    ALIAS,
    FORMER
} from "../../src/participants/ParticipantWord.sol";

/// @notice What is read out of a participant's word by masks and one multiplication, against the plain way.
contract CountersTest is Test {
    function testFuzz_TheSumIsThatOfFiveCounters(uint32[5] memory counters) external pure {
        uint256 packed;
        uint256 sum;
        for (uint256 i; i < 5; ++i) {
            uint256 counter = counters[i] & GREATEST_COUNTER;
            packed |= counter << (28 * i);
            sum += counter;
        }
        assertEq(ParticipantWord.wrap(0).used(packed), sum);
    }

    function test_FiveFullCountersDoNotOverflow() external pure {
        assertEq(ParticipantWord.wrap(0).used((1 << 140) - 1), 5 * GREATEST_COUNTER);
    }

    function testFuzz_TheStatusIsReadAsItWasWritten(uint256 bits, uint8 status_) external pure {
        IParticipants.Status status = IParticipants.Status(status_ % 3);
        ParticipantWord word = ParticipantWord.wrap(bits).withStatus(status);
        assertEq(word.isActive(), status == IParticipants.Status.Active);
        assertEq(word.isFrozen(), status == IParticipants.Status.Frozen);
        assertEq(word.isPointer(), word.isAlias() || word.isFormer());
    }

    function test_WalletsThatPointElsewhereAreKnown() external pure {
        assertTrue(pointTo(1, address(1), ALIAS).isPointer());
        assertTrue(pointTo(1, address(1), FORMER).isPointer());
    }
}
