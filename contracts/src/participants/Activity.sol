// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IParticipants } from "../interfaces/IParticipants.sol";
import { ParticipantWord } from "./ParticipantWord.sol";

/// @dev Reverts, with the reason, unless who the word stands for may do new business now.
/// @param wallet For the reason, if the wallet belongs to nobody.
function requireActive(ParticipantWord word, address wallet) view {
    if (!word.isActive()) {
        if (word.id() == 0) revert IParticipants.WalletUnknown(wallet);
        revert IParticipants.ParticipantFrozen(word.id());
    }
    unchecked {
        if (block.timestamp / 1 days > word.verifiedUntil()) {
            revert IParticipants.VerificationExpired(word.id(), word.verifiedUntil());
        }
    }
}

/// @notice Whole units of a currency, rounded up: what limits count in.
/// @dev Notes stand for at most 83 bits and currencies have 18 decimals at most, so nothing here can overflow.
function wholeUnits(uint256 amount, uint8 decimals) pure returns (uint256) {
    if (amount == 0) return 0;
    unchecked {
        return (amount - 1) / 10 ** uint256(decimals) + 1;
    }
}
