// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { requireActive as requireActiveWord } from "./Activity.sol";
import { ALIAS, FORMER, ParticipantWord, pointTo } from "./ParticipantWord.sol";

/// @notice Which wallets belong to whom. The participant's word stands in `Notes` at their first wallet; the others point to it.
abstract contract Wallets is IParticipants, EIP712 {
    /// @notice Greatest number of wallets of one participant; sums over them stay bounded.
    uint256 public constant GREATEST_WALLETS = 10;
    /// @notice The same with those that were removed: what they hold still counts.
    uint256 public constant GREATEST_WALLETS_EVER = 32;
    bytes32 private constant ADD_WALLET =
        keccak256("AddWallet(uint32 participantId,address wallet,uint256 deadline)");

    INotes internal immutable NOTES;
    mapping(uint32 participantId => Person) internal _people;
    mapping(uint32 participantId => address[]) internal _wallets;
    mapping(uint32 participantId => address[]) internal _formerWallets;
    mapping(bytes32 digest => bool) private _isUsed;

    /// @dev One word.
    struct Person {
        Claims claims;
        address firstWallet;
        bool hasRelations;
        bool hasRaised;
    }

    /// @inheritdoc IParticipants
    function addWallet(address wallet, uint256 deadline, bytes calldata signature) external {
        uint32 participantId = requireActive(msg.sender);
        _requireFree(wallet, participantId);
        uint256 count = _wallets[participantId].length;
        if (count == GREATEST_WALLETS) revert TooManyWallets(participantId, GREATEST_WALLETS);
        _takeOff(_formerWallets[participantId], wallet);
        if (count + _formerWallets[participantId].length >= GREATEST_WALLETS_EVER) {
            revert TooManyWallets(participantId, GREATEST_WALLETS_EVER);
        }
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(ADD_WALLET, participantId, wallet, deadline)));
        // Once only: a wallet that has left since is not fetched back by what it signed before.
        if (
            block.timestamp > deadline || _isUsed[digest]
                || !SignatureChecker.isValidSignatureNow(wallet, digest, signature)
        ) revert WalletSignatureInvalid(wallet);
        _isUsed[digest] = true;
        _wallets[participantId].push(wallet);
        NOTES.setParticipantWord(wallet, pointTo(participantId, _people[participantId].firstWallet, ALIAS));
        emit WalletAdded(participantId, wallet);
    }

    /// @inheritdoc IParticipants
    /// @dev A frozen participant keeps all wallets, and one that was removed stays under a later freeze: the cash in it is
    /// still this participant's.
    function removeWallet(address wallet) external {
        uint32 participantId = participantOf(msg.sender);
        if (participantId == 0) revert WalletUnknown(msg.sender);
        (ParticipantWord word, address first) = _wordOf(participantId);
        if (word.status() == Status.Frozen) revert ParticipantFrozen(participantId);
        if (participantOf(wallet) != participantId) revert WalletUnknown(wallet);
        address[] storage wallets = _wallets[participantId];
        if (wallets.length == 1) revert LastWallet(participantId);
        _takeOff(wallets, wallet);
        _formerWallets[participantId].push(wallet);
        if (wallet == first) _moveTo(participantId, word, wallets[0]);
        else NOTES.setParticipantWord(wallet, pointTo(participantId, first, FORMER));
        emit WalletRemoved(participantId, wallet);
    }

    /// @inheritdoc IParticipants
    function participantOf(address wallet) public view returns (uint32) {
        ParticipantWord word = NOTES.participantWord(wallet);
        return word.isFormer() ? 0 : word.id();
    }

    /// @inheritdoc IParticipants
    function requireActive(address wallet) public view returns (uint32) {
        ParticipantWord word = NOTES.participantWord(wallet);
        if (word.isAlias()) word = NOTES.participantWord(word.firstWallet());
        else if (word.isFormer()) word = ParticipantWord.wrap(0);
        requireActiveWord(word, wallet);
        return word.id();
    }

    /// @inheritdoc IParticipants
    function walletsOf(uint32 participantId) external view returns (address[] memory) {
        return _wallets[participantId];
    }

    /// @inheritdoc IParticipants
    function formerWalletsOf(uint32 participantId) external view returns (address[] memory) {
        return _formerWallets[participantId];
    }

    /// @dev Reverts if the wallet belongs to somebody, or was removed by somebody else: what it holds was counted for them and stays under
    /// their freeze.
    function _requireFree(address wallet, uint32 participantId) internal view {
        ParticipantWord word = NOTES.participantWord(wallet);
        uint32 owner = word.id();
        if (owner != 0 && !(word.isFormer() && owner == participantId)) revert WalletTaken(wallet, owner);
    }

    function _wordOf(uint32 participantId) internal view returns (ParticipantWord word, address first) {
        first = _people[participantId].firstWallet;
        if (first == address(0)) revert ParticipantUnknown(participantId);
        word = NOTES.participantWord(first);
    }

    /// @dev The participant's word stands at `next` from now on, and every other wallet of theirs points there.
    function _moveTo(uint32 participantId, ParticipantWord word, address next) private {
        _people[participantId].firstWallet = next;
        _pointTo(participantId, _wallets[participantId], next, ALIAS);
        _pointTo(participantId, _formerWallets[participantId], next, FORMER);
        NOTES.setParticipantWord(next, word);
    }

    function _pointTo(uint32 participantId, address[] storage wallets, address first, uint256 flag) private {
        for (uint256 i; i < wallets.length; ++i) {
            NOTES.setParticipantWord(wallets[i], pointTo(participantId, first, flag));
        }
    }

    function _takeOff(address[] storage wallets, address wallet) private {
        uint256 count = wallets.length;
        for (uint256 i; i < count; ++i) {
            if (wallets[i] != wallet) continue;
            wallets[i] = wallets[count - 1];
            wallets.pop();
            return;
        }
    }
}
