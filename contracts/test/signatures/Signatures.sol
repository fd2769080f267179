// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { Base } from "../Base.t.sol";

/// @notice Signatures as wallets make them: EIP-712 over what is signed and where it holds.
abstract contract Signatures is Base {
    bytes32 private constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant ADD_WALLET =
        keccak256("AddWallet(uint32 participantId,address wallet,uint256 deadline)");
    bytes32 private constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    struct Permit {
        address owner;
        address spender;
        uint256 value;
        uint256 nonce;
        uint256 deadline;
    }

    function addWalletDigest(uint32 participantId, address wallet, uint256 deadline)
        internal
        view
        returns (bytes32)
    {
        return addWalletDigest(participantId, wallet, deadline, block.chainid);
    }

    function addWalletDigest(uint32 participantId, address wallet, uint256 deadline, uint256 chainId)
        internal
        view
        returns (bytes32)
    {
        bytes32 content = keccak256(abi.encode(ADD_WALLET, participantId, wallet, deadline));
        return _digest(address(participants), address(participants), chainId, content);
    }

    /// @dev The same for contracts of the same name elsewhere.
    function addWalletDigestFor(address elsewhere, uint32 participantId, address wallet, uint256 deadline)
        internal
        view
        returns (bytes32)
    {
        bytes32 content = keccak256(abi.encode(ADD_WALLET, participantId, wallet, deadline));
        return _digest(address(participants), elsewhere, block.chainid, content);
    }

    /// @dev Adds a wallet to the caller's participant.
    function addWallet(address caller, address wallet, uint256 privateKey) internal {
        uint32 participantId = participants.participantOf(caller);
        bytes memory signature = sign(privateKey, addWalletDigest(participantId, wallet, block.timestamp));
        vm.prank(caller);
        participants.addWallet(wallet, block.timestamp, signature);
    }

    function permitDigest(address token, Permit memory permit) internal view returns (bytes32) {
        return permitDigest(token, permit, block.chainid);
    }

    function permitDigest(address token, Permit memory permit, uint256 chainId)
        internal
        view
        returns (bytes32)
    {
        return _digest(token, token, chainId, keccak256(abi.encode(PERMIT, permit)));
    }

    function sign(uint256 privateKey, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(privateKey, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The other signature that recovers to the same signer: s mirrored in the order of the curve, v flipped.
    function mirrored(uint8 v, bytes32 s) internal pure returns (uint8, bytes32) {
        return (v == 27 ? 28 : 27, bytes32(CURVE_ORDER - uint256(s)));
    }

    function _digest(address named, address where, uint256 chainId, bytes32 content)
        private
        view
        returns (bytes32)
    {
        (, string memory name, string memory version,,,,) = IERC5267(named).eip712Domain();
        bytes32 domain =
            keccak256(abi.encode(DOMAIN, keccak256(bytes(name)), keccak256(bytes(version)), chainId, where));
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }
}
