// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { EIP712 } from "solady/utils/EIP712.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";
import { Factors, SelfCalls } from "./SelfCalls.sol";

/// @notice Who signs for the account, and what their signatures amount to.
/// @dev OpenZeppelin's `MultiSignerERC7913Weighted` has one threshold and a word more to read for each signature; signers are replaced
/// together here, so weights of earlier generations need not be erased.
abstract contract AccountSigners is EIP712, SelfCalls {
    string internal constant NAME = "Hurong Account";
    string internal constant VERSION = "1";
    uint256 private constant GREATEST_SIGNERS = 16;

    /// @inheritdoc IPasskeyAccount
    uint64 public threshold;
    /// @inheritdoc IPasskeyAccount
    uint64 public secondThreshold;
    /// @dev How often the signers were replaced: what was announced by earlier ones is void.
    uint64 internal _generation;
    mapping(uint64 generation => mapping(bytes32 signerHash => uint64)) private _weights;
    bytes[] private _signers;

    /// @inheritdoc IPasskeyAccount
    function signerSet() external view returns (SignerSet memory set) {
        set.signers = _signers;
        set.weights = new uint64[](set.signers.length);
        for (uint256 i; i < set.weights.length; ++i) {
            set.weights[i] = _weightOf(set.signers[i]);
        }
        (set.threshold, set.secondThreshold) = (threshold, secondThreshold);
    }

    /// @dev Whether a hash is signed by as many as are asked for.
    function _isSigned(bytes32 hash, bytes calldata signature, Factors factors) internal view returns (bool) {
        (bytes[] memory signers, bytes[] memory signatures) = abi.decode(signature, (bytes[], bytes[]));
        uint256 weight;
        for (uint256 i; i < signers.length; ++i) {
            uint256 its = _weightOf(signers[i]);
            if (its == 0) return false;
            weight += its;
        }
        if (weight < (factors == Factors.One ? threshold : secondThreshold)) return false;
        // Also refuses a signer named twice.
        return SignatureChecker.areValidSignaturesNow(hash, signers, signatures);
    }

    function _replaceSigners(SignerSet calldata next) internal {
        _requireSound(next);
        uint64 generation = ++_generation;
        (threshold, secondThreshold) = (next.threshold, next.secondThreshold);
        delete _signers;
        for (uint256 i; i < next.signers.length; ++i) {
            _signers.push(next.signers[i]);
            _weights[generation][keccak256(next.signers[i])] = next.weights[i];
        }
        emit SignersChanged(next);
    }

    /// @dev Some signer is a factor, co-signers together are none, and no signer alone is both.
    function _requireSound(SignerSet calldata next) internal view {
        uint256 count = next.signers.length;
        if (count > GREATEST_SIGNERS || next.weights.length != count) {
            revert SignersInvalid(count, next.weights.length, GREATEST_SIGNERS);
        }
        uint256 light;
        bool hasFactor;
        for (uint256 i; i < count; ++i) {
            bytes calldata signer = next.signers[i];
            uint256 weight = next.weights[i];
            bool isAccount = signer.length == 20 && address(bytes20(signer)) == address(this);
            if (signer.length < 20 || isAccount || weight == 0) revert SignerInvalid(signer, weight);
            for (uint256 j; j < i; ++j) {
                if (keccak256(signer) == keccak256(next.signers[j])) revert SignerInvalid(signer, weight);
            }
            if (weight >= next.secondThreshold) {
                revert SignerReachesSecondThreshold(signer, weight, next.secondThreshold);
            }
            if (weight < next.threshold) light += weight;
            else hasFactor = true;
        }
        if (light >= next.threshold) revert CoSignersReachThreshold(light, next.threshold);
        if (!hasFactor) revert NoFactor(next.threshold);
    }

    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return (NAME, VERSION);
    }

    function _weightOf(bytes memory signer) private view returns (uint64) {
        return _weights[_generation][keccak256(signer)];
    }
}
