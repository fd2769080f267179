// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IExposure } from "../interfaces/IIssuer.sol";
import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { GREATEST_COUNTER, ParticipantWord } from "./ParticipantWord.sol";
import { Quarter } from "./Quarter.sol";
import { Wallets } from "./Wallets.sol";

/// @notice How much a participant may take on. A figure is read or kept only where the participant's policy sets its limit.
/// @dev Figures are whole units of the currency, rounded up.
abstract contract Limits is Wallets {
    INotes internal immutable NOTES;
    mapping(uint16 policyId => Policy) internal _policies;
    mapping(uint256 pair => bool) private _related;

    /// @inheritdoc IParticipants
    function checkBorrower(uint32 participantId, uint256 outstanding, uint256 amount, uint8 decimals)
        external
        view
    {
        (ParticipantWord word,) = _wordOf(participantId);
        if (word.policyId() == 0) return;
        uint256 cap = _policies[word.policyId()].perBorrower;
        if (cap == 0 || _units(outstanding + amount, decimals) <= cap) return;
        revert CapPerBorrowerExceeded(
            participantId, _units(outstanding, decimals), _units(amount, decimals), cap
        );
    }

    /// @inheritdoc IParticipants
    function areRelated(uint32 participantId, uint32 otherId) public view returns (bool) {
        return _related[_pair(participantId, otherId)];
    }

    /// @inheritdoc IParticipants
    function usageOf(uint32 participantId) external view returns (uint256 used, uint256 cap) {
        (ParticipantWord word,) = _wordOf(participantId);
        used = word.used(word.countersAt(Quarter.indexOf(block.timestamp)));
        cap = _policies[word.policyId()].per12Months;
    }

    function _setRelated(uint32 participantId, uint32 relatedId, bool related) internal {
        _related[_pair(participantId, relatedId)] = related;
    }

    function _requireUnrelated(uint32 participantId, uint32 raiser) internal view {
        if (areRelated(participantId, raiser)) revert RelatedParties(participantId, raiser);
    }

    /// @dev The word with `amount` counted in the running quarter.
    function _count(ParticipantWord word, uint256 cap, uint256 amount, uint8 decimals)
        internal
        view
        returns (ParticipantWord)
    {
        uint256 quarter = Quarter.indexOf(block.timestamp);
        uint256 counters = word.countersAt(quarter);
        uint256 used = word.used(counters);
        uint256 units = _units(amount, decimals);
        if (used + units > cap) revert Cap12MonthsExceeded(word.id(), used, units, cap);
        unchecked {
            return word.withCounters(quarter, counters + units);
        }
    }

    /// @dev The word with a withdrawal taken out of the quarter of its subscription, rounded down: never more is given
    /// back than was counted.
    function _uncount(ParticipantWord word, uint256 amount, uint8 decimals, uint256 subscribedAt)
        internal
        view
        returns (ParticipantWord)
    {
        uint256 quarter = Quarter.indexOf(block.timestamp);
        uint256 age = quarter - Quarter.indexOf(subscribedAt);
        if (age > 4) return word;
        uint256 counters = word.countersAt(quarter);
        uint256 counted = (counters >> (28 * age)) & GREATEST_COUNTER;
        uint256 units = amount / 10 ** decimals;
        if (units > counted) units = counted;
        return word.withCounters(quarter, counters - (units << (28 * age)));
    }

    /// @dev Limits that are summed from holdings instead of kept. `amount` is not yet among the holdings.
    function _checkHoldings(
        uint32 participantId,
        Policy memory limits,
        uint32 raiser,
        uint256 id,
        uint256 amount,
        uint8 decimals
    ) internal view {
        address[] memory wallets = _wallets[participantId];
        if (limits.perLoan != 0) {
            uint256 held = _heldBy(wallets, id);
            if (_units(held + amount, decimals) > limits.perLoan) {
                revert CapPerLoanExceeded(
                    participantId, id, _units(held, decimals), _units(amount, decimals), limits.perLoan
                );
            }
        }
        if (limits.perPair != 0) {
            uint256 lent = _lentTo(wallets, raiser, id, decimals);
            uint256 units = _units(amount, decimals);
            if (lent + units > limits.perPair) {
                revert CapPerPairExceeded(participantId, raiser, lent, units, limits.perPair);
            }
        }
    }

    function _units(uint256 amount, uint8 decimals) internal pure returns (uint256) {
        if (amount == 0) return 0;
        // Notes stand for at most 83 bits and currencies have 18 decimals at most, so nothing here can overflow.
        unchecked {
            return (amount - 1) / 10 ** decimals + 1;
        }
    }

    /// @dev Whole units the raiser still owes to these wallets in live loans of the issuer of `id`, each loan rounded up.
    function _lentTo(address[] memory wallets, uint32 raiser, uint256 id, uint8 decimals)
        private
        view
        returns (uint256 units)
    {
        (address issuer,) = NOTES.issuer(SeriesId.issuerIndexOf(id));
        uint256[] memory live = IExposure(issuer).liveLoansOf(raiser);
        for (uint256 i; i < live.length; ++i) {
            uint256 held = _heldBy(wallets, live[i]);
            if (held == 0) continue;
            uint256 outstanding = IExposure(issuer).outstandingOf(live[i]);
            uint256 supply = NOTES.totalSupply(live[i]);
            uint8 places =
                SeriesId.currencyOf(live[i]) == SeriesId.currencyOf(id) ? decimals : NOTES.decimals(live[i]);
            units += _units((held * outstanding + supply - 1) / supply, places);
        }
    }

    function _heldBy(address[] memory wallets, uint256 id) private view returns (uint256 held) {
        for (uint256 i; i < wallets.length; ++i) {
            held += NOTES.balanceOf(wallets[i], id);
        }
    }

    function _pair(uint32 first, uint32 second) private pure returns (uint256) {
        return first < second ? (uint256(first) << 32) | second : (uint256(second) << 32) | first;
    }
}
