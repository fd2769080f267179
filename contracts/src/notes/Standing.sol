// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { requireActive, wholeUnits } from "../participants/Activity.sol";
import { PERIOD, GREATEST_COUNTER, ParticipantWord } from "../participants/ParticipantWord.sol";

/// @notice Who may hold notes, and how much was subscribed. The word of each wallet stands here, so that the ordinary case asks no other
/// contract; `Participants` alone writes it, but for the counters. Checks stand at the entry, never at the exit.
abstract contract Standing is INotes {
    /// @dev A word in storage that can be pointed to, so that its place is worked out once.
    struct Place {
        ParticipantWord word;
    }

    mapping(address wallet => Place) private _standing;
    Place private _nobody;

    /// @inheritdoc INotes
    function setParticipantWord(address wallet, ParticipantWord word) external {
        if (msg.sender != address(_participants())) revert NotParticipants(msg.sender);
        _standing[wallet].word = word;
    }

    /// @inheritdoc INotes
    function participantWord(address wallet) external view returns (ParticipantWord) {
        return _standing[wallet].word;
    }

    /// @inheritdoc INotes
    function isFrozen(address account) public view returns (bool) {
        ParticipantWord word = _standing[account].word;
        if (word.isAlias() || word.isFormer()) word = _standing[word.firstWallet()].word;
        return word.status() == IParticipants.Status.Frozen;
    }

    function _participants() internal view virtual returns (IParticipants);

    /// @dev Checks a subscription and counts it in the running period.
    /// @return units Whole units counted, rounded up; 0 without a cap over 12 months.
    function _admit(address holder, uint32 raiser, uint256 id, uint256 amount, uint8 decimals)
        internal
        returns (uint256 units)
    {
        Place storage place = _resolve(holder);
        ParticipantWord word = place.word;
        requireActive(word, holder);
        if (word.id() == raiser) revert IParticipants.OwnLoan(raiser);
        if (word.isLookedUp()) {
            _participants().checkSubscription(word.id(), raiser, id, amount, decimals);
        }
        uint256 cap = word.cap();
        if (cap == 0) return 0;
        units = wholeUnits(amount, decimals);
        unchecked {
            uint256 period = block.timestamp / PERIOD;
            uint256 counters = word.counters(period);
            uint256 used = word.used(counters);
            if (used + units > cap) revert IParticipants.Cap12MonthsExceeded(word.id(), used, units, cap);
            place.word = word.withCounters(period, counters + units);
        }
    }

    /// @dev Takes whole units out of the period they were counted in, at most what is counted there.
    function _giveBack(address holder, uint256 units, uint256 countedAt) internal {
        Place storage place = _resolve(holder);
        ParticipantWord word = place.word;
        uint256 period = block.timestamp / PERIOD;
        uint256 age = period - countedAt / PERIOD;
        if (age > 4 || word.id() == 0) return;
        uint256 counters = word.counters(period);
        uint256 counted = (counters >> (28 * age)) & GREATEST_COUNTER;
        if (units > counted) units = counted;
        place.word = word.withCounters(period, counters - (units << (28 * age)));
    }

    /// @dev The sender may have lapsed or left: that keeps nobody in. Twelve-month counters count subscriptions alone. Between wallets
    /// of one participant nothing is added to what they hold.
    function _checkTransfer(address sender, address receiver, uint256 id, uint256 amount) internal view {
        if (isFrozen(sender)) revert IParticipants.ParticipantFrozen(_standing[sender].word.id());
        ParticipantWord word = _resolve(receiver).word;
        requireActive(word, receiver);
        if (!word.isLookedUp()) return;
        bool adds = _standing[sender].word.id() != word.id();
        _participants().checkReceipt(word.id(), id, amount, adds);
    }

    /// @dev Where the word of a wallet's participant stands; a wallet that was removed stands for nobody.
    function _resolve(address wallet) private view returns (Place storage place) {
        place = _standing[wallet];
        ParticipantWord word = place.word;
        if (word.isAlias()) return _standing[word.firstWallet()];
        if (word.isFormer()) return _nobody;
    }
}
