// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { wholeUnits } from "./Activity.sol";
import { Limits } from "./Limits.sol";
import { GREATEST_COUNTER, ParticipantWord } from "./ParticipantWord.sol";

/// @title Participants
/// @notice Who may take part, and how much: `IParticipants` tells the rules. Checks stand at the entry alone, never at the exit.
/// @dev What every subscription needs of a participant is written into `Notes`, which checks it there; it comes here only for what
/// must be looked up.
contract Participants is Limits, AccessManaged {
    /// @inheritdoc IParticipants
    uint32 public participantCount;
    mapping(uint16 policyId => bool) private _policyKnown;

    constructor(address accessManager, address notes)
        AccessManaged(accessManager)
        EIP712("Hurong Participants", "1")
    {
        NOTES = INotes(notes);
    }

    // Verifier

    /// @inheritdoc IParticipants
    function register(address wallet, Claims calldata claims)
        external
        restricted
        returns (uint32 participantId)
    {
        if (wallet == address(0)) revert WalletUnknown(wallet);
        _requireFree(wallet, 0);
        _requirePolicy(claims.policyId);
        participantId = ++participantCount;
        _people[participantId] =
            Person({ claims: claims, firstWallet: wallet, hasRelations: false, hasRaised: false });
        _wallets[participantId].push(wallet);
        emit ParticipantRegistered(participantId, wallet);
        emit ClaimsSet(participantId, claims);
        _setLimits(participantId, ParticipantWord.wrap(participantId).withStatus(Status.Active), wallet);
    }

    /// @inheritdoc IParticipants
    function setClaims(uint32 participantId, Claims calldata claims) external restricted {
        _requirePolicy(claims.policyId);
        _people[participantId].claims = claims;
        emit ClaimsSet(participantId, claims);
        _bringLimits(participantId);
    }

    /// @inheritdoc IParticipants
    function freeze(uint32 participantId, bytes32 reasonHash, HoldingsOf[] calldata holdings)
        external
        restricted
    {
        _setStatus(participantId, Status.Frozen, reasonHash);
        for (uint256 i; i < holdings.length; ++i) {
            NOTES.flagNotes(holdings[i].holder, holdings[i].ids);
        }
    }

    /// @inheritdoc IParticipants
    function unfreeze(uint32 participantId, bytes32 reasonHash) external restricted {
        _setStatus(participantId, Status.Active, reasonHash);
    }

    /// @inheritdoc IParticipants
    function setRelation(uint32 participantId, uint32 relatedId, bool related) external restricted {
        if (participantId == relatedId) revert RelatedParties(participantId, relatedId);
        _wordOf(participantId);
        _wordOf(relatedId);
        if (related) {
            _people[participantId].hasRelations = true;
            _people[relatedId].hasRelations = true;
            _bringLimits(participantId);
            _bringLimits(relatedId);
        }
        _setRelated(participantId, relatedId, related);
        emit RelationSet(participantId, relatedId, related);
    }

    /// @inheritdoc IParticipants
    function setPolicy(uint16 policyId, Policy calldata policy_) external restricted {
        if (policyId == 0) revert PolicyUnknown(policyId);
        if (policy_.per12Months > GREATEST_COUNTER) {
            revert CapTooLarge(policyId, policy_.per12Months, GREATEST_COUNTER);
        }
        _policyKnown[policyId] = true;
        _policies[policyId] = policy_;
        emit PolicySet(policyId, policy_);
    }

    // Anyone

    /// @inheritdoc IParticipants
    function applyPolicy(uint32[] calldata participantIds) external {
        for (uint256 i; i < participantIds.length; ++i) {
            _bringLimits(participantIds[i]);
        }
    }

    // Issuers

    /// @inheritdoc IParticipants
    function recordRaise(uint32 participantId, uint256 outstanding, uint256 amount, uint8 decimals) external {
        if (NOTES.issuerIndexOf(msg.sender) == 0) revert INotes.NotIssuer(0, msg.sender);
        Person storage person = _people[participantId];
        uint256 cap = _policies[person.claims.policyId].perBorrower;
        if (cap != 0 && wholeUnits(outstanding + amount, decimals) > cap) {
            revert CapPerBorrowerExceeded(
                participantId, wholeUnits(outstanding, decimals), wholeUnits(amount, decimals), cap
            );
        }
        if (person.hasRaised) return;
        person.hasRaised = true;
        _bringLimits(participantId);
    }

    // Views

    /// @inheritdoc IParticipants
    function claimsOf(uint32 participantId) external view returns (Claims memory) {
        _wordOf(participantId);
        return _people[participantId].claims;
    }

    /// @inheritdoc IParticipants
    function statusOf(uint32 participantId) external view returns (Status) {
        address first = _people[participantId].firstWallet;
        return first == address(0) ? Status.Unknown : NOTES.participantWord(first).status();
    }

    /// @inheritdoc IParticipants
    function policy(uint16 policyId) external view returns (Policy memory) {
        return _policies[policyId];
    }

    /// @dev Writes into `Notes` what the participant's claims, policy and history ask for now.
    function _bringLimits(uint32 participantId) private {
        (ParticipantWord word, address first) = _wordOf(participantId);
        _setLimits(participantId, word, first);
    }

    function _setStatus(uint32 participantId, Status status, bytes32 reasonHash) private {
        (ParticipantWord word, address first) = _wordOf(participantId);
        NOTES.setParticipantWord(first, word.withStatus(status));
        emit StatusSet(participantId, status, reasonHash);
    }

    function _setLimits(uint32 participantId, ParticipantWord word, address first) private {
        ParticipantWord next = _withLimits(participantId, word);
        NOTES.setParticipantWord(first, next);
        if (next.cap() == word.cap() && next.isLookedUp() == word.isLookedUp()) return;
        emit LimitsSet(participantId, next.cap(), next.isLookedUp());
    }

    function _requirePolicy(uint16 policyId) private view {
        if (policyId != 0 && !_policyKnown[policyId]) revert PolicyUnknown(policyId);
    }
}
