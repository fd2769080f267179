// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IExposure } from "../interfaces/IIssuer.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { wholeUnits } from "./Activity.sol";
import { PERIOD, ParticipantWord } from "./ParticipantWord.sol";
import { Wallets } from "./Wallets.sol";

/// @notice How much a participant may take on. A figure is read or kept only where the participant's policy sets its limit.
/// @dev Figures are whole units of the currency, rounded up. The cap over 12 months stands in the participant's word and is kept by `Notes`.
abstract contract Limits is Wallets {
    mapping(uint16 policyId => Policy) internal _policies;
    mapping(uint256 pair => bool) private _related;

    /// @inheritdoc IParticipants
    function checkSubscription(
        uint32 participantId,
        uint32 raiser,
        uint256 id,
        uint256 amount,
        uint8 decimals
    ) external view {
        Person memory person = _people[participantId];
        if (person.hasRelations) _requireUnrelated(participantId, raiser);
        _checkHoldings(participantId, _policies[person.claims.policyId], raiser, id, amount, decimals);
    }

    /// @inheritdoc IParticipants
    function checkReceipt(uint32 participantId, uint256 id, uint256 amount, bool adds) external view {
        (address issuer,) = NOTES.issuer(SeriesId.issuerIndexOf(id));
        uint32 raiser = IExposure(issuer).raiserOf(id);
        if (participantId == raiser) revert OwnLoan(raiser);
        Person memory person = _people[participantId];
        if (person.hasRelations) _requireUnrelated(participantId, raiser);
        if (!adds) return;
        Policy memory limits = _policies[person.claims.policyId];
        if (limits.perLoan | limits.perPair == 0) return;
        _checkHoldings(participantId, limits, raiser, id, amount, NOTES.decimals(id));
    }

    /// @inheritdoc IParticipants
    function areRelated(uint32 participantId, uint32 otherId) public view returns (bool) {
        return _related[_pair(participantId, otherId)];
    }

    /// @inheritdoc IParticipants
    function usageOf(uint32 participantId) external view returns (uint256 used, uint256 cap) {
        (ParticipantWord word,) = _wordOf(participantId);
        used = word.used(word.counters(block.timestamp / PERIOD));
        cap = word.cap();
    }

    function _setRelated(uint32 participantId, uint32 relatedId, bool related) internal {
        _related[_pair(participantId, relatedId)] = related;
    }

    /// @dev The word with what the policy and the claims say of its participant.
    function _withLimits(uint32 participantId, ParticipantWord word) internal view returns (ParticipantWord) {
        Person memory person = _people[participantId];
        Policy memory limits = _policies[person.claims.policyId];
        bool lookedUp = limits.perLoan | limits.perPair != 0 || person.hasRelations || person.hasRaised;
        return word.withLimits(person.claims.verifiedUntil, limits.per12Months).withLookUp(lookedUp);
    }

    function _requireUnrelated(uint32 participantId, uint32 raiser) private view {
        if (areRelated(participantId, raiser)) revert RelatedParties(participantId, raiser);
    }

    /// @dev Limits that are summed from holdings instead of kept. `amount` is not yet among the holdings.
    function _checkHoldings(
        uint32 participantId,
        Policy memory limits,
        uint32 raiser,
        uint256 id,
        uint256 amount,
        uint8 decimals
    ) private view {
        if (limits.perLoan != 0) {
            uint256 held = _heldBy(participantId, id);
            if (wholeUnits(held + amount, decimals) > limits.perLoan) {
                revert CapPerLoanExceeded(
                    participantId,
                    id,
                    wholeUnits(held, decimals),
                    wholeUnits(amount, decimals),
                    limits.perLoan
                );
            }
        }
        if (limits.perPair != 0) {
            uint256 lent = _lentTo(participantId, raiser, id, decimals);
            uint256 units = wholeUnits(amount, decimals);
            if (lent + units > limits.perPair) {
                revert CapPerPairExceeded(participantId, raiser, lent, units, limits.perPair);
            }
        }
    }

    /// @dev Whole units the raiser still owes to this participant in live loans of the issuer of `id`, each loan rounded up.
    function _lentTo(uint32 participantId, uint32 raiser, uint256 id, uint8 decimals)
        private
        view
        returns (uint256 units)
    {
        (address issuer,) = NOTES.issuer(SeriesId.issuerIndexOf(id));
        uint256[] memory live = IExposure(issuer).liveLoansOf(raiser);
        for (uint256 i; i < live.length; ++i) {
            uint256 held = _heldBy(participantId, live[i]);
            if (held == 0) continue;
            uint256 outstanding = IExposure(issuer).outstandingOf(live[i]);
            uint256 supply = NOTES.totalSupply(live[i]);
            uint8 places =
                SeriesId.currencyOf(live[i]) == SeriesId.currencyOf(id) ? decimals : NOTES.decimals(live[i]);
            units += wholeUnits((held * outstanding + supply - 1) / supply, places);
        }
    }

    /// @dev In all their wallets, those included that were removed and that nobody else has added since.
    function _heldBy(uint32 participantId, uint256 id) private view returns (uint256 held) {
        address[] memory wallets = _wallets[participantId];
        for (uint256 i; i < wallets.length; ++i) {
            held += NOTES.balanceOf(wallets[i], id);
        }
        wallets = _formerWallets[participantId];
        for (uint256 i; i < wallets.length; ++i) {
            if (NOTES.participantWord(wallets[i]).id() != participantId) continue;
            held += NOTES.balanceOf(wallets[i], id);
        }
    }

    function _pair(uint32 first, uint32 second) private pure returns (uint256) {
        return first < second ? (uint256(first) << 32) | second : (uint256(second) << 32) | first;
    }
}
