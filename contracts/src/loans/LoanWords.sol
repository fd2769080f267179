// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { LiveWord, RemaindersWord, packLive, packRemainders } from "./LiveWord.sol";
import { TermsWord } from "./TermsWord.sol";

/// @notice A drawn loan as it is stored. `remainders` is 0 unless `live` says that the word is used.
struct LoanWords {
    LiveWord live;
    TermsWord terms;
    RemaindersWord remainders;
}

/// @notice A drawn loan as it is reckoned with. Of the terms, only what `TermsWord` holds.
struct Running {
    ILoans.Terms terms;
    ILoans.Position position;
    uint256 counters;
    bool accrualMoved;
}

using { unpack } for LoanWords global;
using { packInto } for Running global;

function unpack(LoanWords memory words) pure returns (Running memory running) {
    words.live.readInto(running.position);
    if (words.live.hasRemainders()) words.remainders.readRemaindersInto(running.position);
    running.counters = words.live.counters();
    running.accrualMoved = words.live.isAccrualMoved();
    words.terms.readInto(running.terms);
    running.position.instalment = words.terms.instalment();
}

function packInto(Running memory running, LoanWords memory words) pure {
    words.remainders = packRemainders(running.position);
    words.live = packLive(
        running.position, running.counters, RemaindersWord.unwrap(words.remainders) != 0, running.accrualMoved
    );
    words.terms = words.terms.withInstalment(running.position.instalment);
}
