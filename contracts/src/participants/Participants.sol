// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { IExposure } from "../interfaces/IIssuer.sol";
import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { Limits } from "./Limits.sol";
import { GREATEST_COUNTER, ParticipantWord } from "./ParticipantWord.sol";

/// @title Participants
/// @notice Who may take part, and how much: `IParticipants` tells the rules. Checks stand at the entry alone, never at the exit.
contract Participants is Limits, AccessManaged {
    /// @inheritdoc IParticipants
    uint32 public participantCount;
    mapping(uint16 policyId => bool) private _policyKnown;

    modifier onlyNotes() {
        if (msg.sender != address(NOTES)) revert NotNotes(msg.sender);
        _;
    }

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
        _requireFree(wallet);
        _requirePolicy(claims.policyId);
        participantId = ++participantCount;
        _words[wallet] = ParticipantWord.wrap(participantId).withStatus(Status.Active).withClaims(claims);
        _firstWallet[participantId] = wallet;
        _wallets[participantId].push(wallet);
        emit ParticipantRegistered(participantId, wallet);
        emit ClaimsSet(participantId, claims);
    }

    /// @inheritdoc IParticipants
    function setClaims(uint32 participantId, Claims calldata claims) external restricted {
        (ParticipantWord word, address first) = _wordOf(participantId);
        _requirePolicy(claims.policyId);
        _words[first] = word.withClaims(claims);
        emit ClaimsSet(participantId, claims);
    }

    /// @inheritdoc IParticipants
    /// @dev Brings a freeze to every wallet in `Notes` at once.
    function setStatus(uint32 participantId, Status status, bytes32 reasonHash) external restricted {
        (ParticipantWord word, address first) = _wordOf(participantId);
        if (status == Status.Unknown) revert ParticipantUnknown(participantId);
        _words[first] = word.withStatus(status);
        emit StatusSet(participantId, status, reasonHash);
        address[] memory wallets = _wallets[participantId];
        for (uint256 i; i < wallets.length; ++i) {
            NOTES.syncFreeze(wallets[i]);
        }
    }

    /// @inheritdoc IParticipants
    function setRelation(uint32 participantId, uint32 relatedId, bool related) external restricted {
        if (participantId == relatedId) revert RelatedParties(participantId, relatedId);
        (ParticipantWord word, address first) = _wordOf(participantId);
        (ParticipantWord other, address otherFirst) = _wordOf(relatedId);
        if (related) {
            _words[first] = word.withRelations();
            _words[otherFirst] = other.withRelations();
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

    // Notes

    /// @inheritdoc IParticipants
    function recordSubscription(address holder, uint32 raiser, uint256 id, uint256 amount, uint8 decimals)
        external
        onlyNotes
    {
        (ParticipantWord word, address first) = _active(holder);
        if (word.id() == raiser) revert OwnLoan(raiser);
        if (word.hasRelations()) _requireUnrelated(word.id(), raiser);
        if (word.policyId() == 0) return;
        Policy memory limits = _policies[word.policyId()];
        if (limits.per12Months != 0) _words[first] = _count(word, limits.per12Months, amount, decimals);
        if (limits.perLoan | limits.perPair != 0) {
            _checkHoldings(word.id(), limits, raiser, id, amount, decimals);
        }
    }

    /// @inheritdoc IParticipants
    function recordWithdrawal(address holder, uint256, uint256 amount, uint8 decimals, uint256 subscribedAt)
        external
        onlyNotes
    {
        (ParticipantWord word, address first) = _resolve(holder);
        if (word.policyId() != 0) _words[first] = _uncount(word, amount, decimals, subscribedAt);
    }

    /// @inheritdoc IParticipants
    /// @dev The sender may have lapsed or left: that keeps nobody in. A receiver with relations or limits of their own pays
    /// for the look at who raised the money; nobody else does. Twelve-month counters count subscriptions alone.
    function checkTransfer(address sender, address receiver, uint256 id, uint256 amount) external view {
        if (isFrozen(sender)) revert ParticipantFrozen(_words[sender].id());
        (ParticipantWord word,) = _active(receiver);
        bool limited = word.policyId() != 0;
        if (!limited && !word.hasRelations()) return;
        Policy memory limits = _policies[word.policyId()];
        if (!word.hasRelations() && limits.perLoan | limits.perPair == 0) return;
        (address issuer,) = NOTES.issuer(SeriesId.issuerIndexOf(id));
        uint32 raiser = IExposure(issuer).raiserOf(id);
        if (word.id() == raiser) revert OwnLoan(raiser);
        _requireUnrelated(word.id(), raiser);
        // Between wallets of one participant nothing is added to what they hold.
        if (_words[sender].id() == word.id()) return;
        _checkHoldings(word.id(), limits, raiser, id, amount, NOTES.decimals(id));
    }

    // Views

    /// @inheritdoc IParticipants
    function requireActive(address wallet) external view returns (uint32) {
        (ParticipantWord word,) = _active(wallet);
        return word.id();
    }

    /// @inheritdoc IParticipants
    function claimsOf(uint32 participantId) external view returns (Claims memory) {
        (ParticipantWord word,) = _wordOf(participantId);
        return word.claims();
    }

    /// @inheritdoc IParticipants
    function statusOf(uint32 participantId) external view returns (Status) {
        return _words[_firstWallet[participantId]].status();
    }

    /// @inheritdoc IParticipants
    function isFrozen(address wallet) public view returns (bool) {
        ParticipantWord word = _words[wallet];
        if (word.isAlias() || word.isFormer()) word = _words[_firstWallet[word.id()]];
        return word.status() == Status.Frozen;
    }

    /// @inheritdoc IParticipants
    function policy(uint16 policyId) external view returns (Policy memory) {
        return _policies[policyId];
    }

    function _requirePolicy(uint16 policyId) private view {
        if (policyId != 0 && !_policyKnown[policyId]) revert PolicyUnknown(policyId);
    }
}
