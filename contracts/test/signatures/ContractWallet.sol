// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A wallet that is a contract. One owner acts and signs for it; it can be told to answer badly when it is asked for a signature.
contract ContractWallet is IERC1271 {
    enum Answer {
        Honest,
        Yes,
        No,
        Nothing,
        FourBytes,
        MagicAtTheWrongEnd,
        MagicWithDirt,
        OneMegabyte,
        Reverts,
        RevertsWithMagic,
        Panics,
        ConsumesAllGas
    }

    address private immutable OWNER;
    Answer public answer;

    constructor(address owner) {
        OWNER = owner;
    }

    function setAnswer(Answer answer_) external {
        answer = answer_;
    }

    /// @dev Does something in the wallet's name and fails as it fails.
    function act(address target, bytes calldata data) external returns (bytes memory) {
        require(msg.sender == OWNER, "not the owner");
        (bool ok, bytes memory result) = target.call(data);
        if (ok) return result;
        assembly ("memory-safe") {
            revert(add(result, 0x20), mload(result))
        }
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        bytes32 magic = bytes32(IERC1271.isValidSignature.selector);
        if (answer == Answer.Yes) return IERC1271.isValidSignature.selector;
        if (answer == Answer.No) return 0xffffffff;
        if (answer == Answer.Nothing) _return(0, 0);
        if (answer == Answer.FourBytes) _return(magic, 4);
        if (answer == Answer.MagicAtTheWrongEnd) _return(magic >> 224, 32);
        if (answer == Answer.MagicWithDirt) _return(magic | bytes32(uint256(1)), 32);
        if (answer == Answer.OneMegabyte) _return(0, 1 << 20);
        if (answer == Answer.Reverts) revert("no");
        if (answer == Answer.RevertsWithMagic) _revert(magic);
        if (answer == Answer.Panics) assert(false);
        if (answer == Answer.ConsumesAllGas) _consumeAllGas();
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecover(hash, signature);
        bool valid = failure == ECDSA.RecoverError.NoError && signer == OWNER;
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    function _return(bytes32 word, uint256 length) private pure {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, word)
            return(free, length)
        }
    }

    function _revert(bytes32 word) private pure {
        assembly ("memory-safe") {
            mstore(0, word)
            revert(0, 0x20)
        }
    }

    function _consumeAllGas() private pure {
        assembly ("memory-safe") {
            for { } 1 { } { }
        }
    }
}
