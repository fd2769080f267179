// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { ALIAS, FORMER, ParticipantWord } from "./ParticipantWord.sol";

/// @notice Which wallets belong to whom. The participant's word stands at their first wallet.
abstract contract Wallets is IParticipants, EIP712 {
    /// @notice Greatest number of wallets of one participant; sums over them stay bounded.
    uint256 public constant GREATEST_WALLETS = 10;
    bytes32 private constant ADD_WALLET =
        keccak256("AddWallet(uint32 participantId,address wallet,uint256 deadline)");

    mapping(address wallet => ParticipantWord) internal _words;
    mapping(uint32 participantId => address) internal _firstWallet;
    mapping(uint32 participantId => address[]) internal _wallets;

    /// @inheritdoc IParticipants
    function addWallet(address wallet, uint256 deadline, bytes calldata signature) external {
        (ParticipantWord word,) = _active(msg.sender);
        uint32 participantId = word.id();
        _requireFree(wallet);
        if (_wallets[participantId].length == GREATEST_WALLETS) {
            revert TooManyWallets(participantId, GREATEST_WALLETS);
        }
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(ADD_WALLET, participantId, wallet, deadline)));
        if (block.timestamp > deadline || !SignatureChecker.isValidSignatureNow(wallet, digest, signature)) {
            revert WalletSignatureInvalid(wallet);
        }
        _words[wallet] = ParticipantWord.wrap(participantId | ALIAS);
        _wallets[participantId].push(wallet);
        emit WalletAdded(participantId, wallet);
    }

    /// @inheritdoc IParticipants
    /// @dev A frozen participant keeps all wallets, and one that was removed stays under a later freeze: the cash in it is
    /// still this participant's.
    function removeWallet(address wallet) external {
        (ParticipantWord word, address first) = _resolve(msg.sender);
        uint32 participantId = word.id();
        if (participantId == 0) revert WalletUnknown(msg.sender);
        if (word.status() == Status.Frozen) revert ParticipantFrozen(participantId);
        if (participantOf(wallet) != participantId) revert WalletUnknown(wallet);
        address[] storage wallets = _wallets[participantId];
        uint256 count = wallets.length;
        if (count == 1) revert LastWallet(participantId);
        for (uint256 i; i < count; ++i) {
            if (wallets[i] != wallet) continue;
            wallets[i] = wallets[count - 1];
            wallets.pop();
            break;
        }
        if (wallet == first) {
            address next = wallets[0];
            _words[next] = word;
            _firstWallet[participantId] = next;
        }
        _words[wallet] = ParticipantWord.wrap(participantId | FORMER);
        emit WalletRemoved(participantId, wallet);
    }

    /// @inheritdoc IParticipants
    function participantOf(address wallet) public view returns (uint32) {
        ParticipantWord word = _words[wallet];
        return word.isFormer() ? 0 : word.id();
    }

    /// @inheritdoc IParticipants
    function walletsOf(uint32 participantId) external view returns (address[] memory) {
        return _wallets[participantId];
    }

    /// @dev Reverts if the wallet belongs to somebody. One that was removed is free again for anybody it signs for.
    function _requireFree(address wallet) internal view {
        uint32 owner = participantOf(wallet);
        if (owner != 0) revert WalletTaken(wallet, owner);
    }

    /// @dev The participant's word of any of their wallets, and where it stands; 0 if the wallet belongs to nobody.
    function _resolve(address wallet) internal view returns (ParticipantWord word, address first) {
        word = _words[wallet];
        if (word.isFormer()) return (ParticipantWord.wrap(0), address(0));
        if (!word.isAlias()) return (word, wallet);
        first = _firstWallet[word.id()];
        word = _words[first];
    }

    /// @dev The same for one who may do new business now; reverts with the reason otherwise.
    function _active(address wallet) internal view returns (ParticipantWord word, address first) {
        (word, first) = _resolve(wallet);
        if (word.status() != Status.Active) {
            if (word.id() == 0) revert WalletUnknown(wallet);
            revert ParticipantFrozen(word.id());
        }
        unchecked {
            if (block.timestamp / 1 days > word.verifiedUntil()) {
                revert VerificationExpired(word.id(), word.verifiedUntil());
            }
        }
    }

    function _wordOf(uint32 participantId) internal view returns (ParticipantWord word, address first) {
        first = _firstWallet[participantId];
        if (first == address(0)) revert ParticipantUnknown(participantId);
        word = _words[first];
    }
}
