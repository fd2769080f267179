// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { HoldingWord } from "./HoldingWord.sol";
import { requireActive } from "../participants/Activity.sol";
import { PERIOD, GREATEST_COUNTER, ParticipantWord } from "../participants/ParticipantWord.sol";

/// @notice Who may hold notes, and how much was subscribed. The word of each wallet stands here, so that the ordinary case asks no other
/// contract; `Participants` alone writes it, but for the counters. Checks stand at the entry, never at the exit.
abstract contract Standing is INotes {
    /// @dev A word in storage that can be pointed to, so that its place is worked out once.
    struct Slot {
        HoldingWord word;
    }

    /// @dev Beside each other, so that one hash leads to both.
    struct Wallet {
        mapping(uint256 id => Slot) holdings;
        ParticipantWord word;
    }

    mapping(address wallet => Wallet) internal _wallets;
    Wallet private _nobody;

    /// @inheritdoc INotes
    function setParticipantWord(address wallet, ParticipantWord word) external {
        if (msg.sender != address(_participants())) revert NotParticipants(msg.sender);
        _wallets[wallet].word = word;
    }

    /// @inheritdoc INotes
    function participantWord(address wallet) external view returns (ParticipantWord) {
        return _wallets[wallet].word;
    }

    /// @inheritdoc INotes
    function isFrozen(address account) public view returns (bool) {
        return _isFrozen(_wallets[account]);
    }

    function _isFrozen(Wallet storage wallet) internal view returns (bool) {
        ParticipantWord word = wallet.word;
        if (word.isPointer()) word = _wallets[word.firstWallet()].word;
        return word.isFrozen();
    }

    function _participants() internal view virtual returns (IParticipants);

    /// @dev Checks a subscription and counts it in the running period.
    /// @return units Whole units counted, rounded up; 0 without a cap over 12 months.
    function _admit(
        Wallet storage wallet,
        address holder,
        uint32 raiser,
        uint256 id,
        uint256 amount,
        uint8 decimals
    ) internal returns (uint256 units) {
        (Wallet storage place, ParticipantWord word) = (wallet, wallet.word);
        if (word.isPointer()) (place, word) = _resolve(wallet);
        unchecked {
            // Tells the reason.
            if (!word.isActive() || block.timestamp / 1 days > word.verifiedUntil()) {
                requireActive(word, holder);
            }
            if (word.id() == raiser) revert IParticipants.OwnLoan(raiser);
            if (word.isLookedUp()) {
                _participants().checkSubscription(word.id(), raiser, id, amount, decimals);
            }
            uint256 cap = word.cap();
            if (cap == 0) return 0;
            uint256 period = block.timestamp / PERIOD;
            // What arrived is not 0. The rest is as `wholeUnits` has it.
            units = (amount - 1) / 10 ** uint256(decimals) + 1;
            uint256 counters = word.counters(period);
            uint256 used = word.used(counters);
            if (used + units > cap) revert IParticipants.Cap12MonthsExceeded(word.id(), used, units, cap);
            place.word = word.withCounters(period, counters + units);
        }
    }

    /// @dev Takes whole units out of the period they were counted in, at most what is counted there.
    function _giveBack(address holder, uint256 units, uint256 countedAt) internal {
        (Wallet storage place, ParticipantWord word) = _resolve(_wallets[holder]);
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
    function _checkTransfer(
        Wallet storage senders,
        Wallet storage receivers,
        address receiver,
        uint256 id,
        uint256 amount
    ) internal view {
        if (_isFrozen(senders)) revert IParticipants.ParticipantFrozen(senders.word.id());
        (, ParticipantWord word) = _resolve(receivers);
        requireActive(word, receiver);
        if (!word.isLookedUp()) return;
        bool adds = senders.word.id() != word.id();
        _participants().checkReceipt(word.id(), id, amount, adds);
    }

    /// @dev The word of a wallet's participant and where it stands; a wallet that was removed stands for nobody.
    function _resolve(Wallet storage wallet)
        private
        view
        returns (Wallet storage place, ParticipantWord word)
    {
        (place, word) = (wallet, wallet.word);
        if (!word.isPointer()) return (place, word);
        place = word.isAlias() ? _wallets[word.firstWallet()] : _nobody;
        word = place.word;
    }
}
