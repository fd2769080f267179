// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { Handler } from "./Handler.sol";
import { World } from "./World.sol";

/// @notice What the verifier and the participants do with identities, wallets, limits and freezes.
contract ParticipantsHandler is Handler {
    bytes32 private constant ADD_WALLET =
        keccak256("AddWallet(uint32 participantId,address wallet,uint256 deadline)");
    bytes32 private constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    address private immutable _verifier;

    constructor(World world_) Handler(world_) {
        _verifier = world_.contracts().verifier;
    }

    /// @dev Two of three times all that is held is named, else nothing is.
    function freeze(uint256 seed) external {
        uint32 id = _participant(seed);
        _freeze(id, seed % 9 < 6);
    }

    /// @dev Mostly somebody who is frozen.
    function unfreeze(uint256 seed) external {
        uint32 count = participants.participantCount();
        for (uint256 i; i < count; ++i) {
            uint32 id = uint32(1 + addmod(seed, i, count));
            if (participants.statusOf(id) == IParticipants.Status.Frozen) return _unfreeze(id);
        }
        _unfreeze(_participant(seed));
    }

    function setClaims(uint256 seed, bool lapsed) external {
        uint32 id = _participant(seed);
        IParticipants.Claims memory claims = participants.claimsOf(id);
        uint256 until = block.timestamp / 1 days;
        until = lapsed && seed % 3 == 0 ? until - 1 : until + 4000;
        claims.verifiedUntil = uint16(until > type(uint16).max ? type(uint16).max : until);
        _byVerifier("setClaims", abi.encodeCall(participants.setClaims, (id, claims)));
    }

    function setRelation(uint256 seed, uint256 otherSeed, bool related) external {
        // Related to everybody, nobody could lend any more.
        related = related && seed % 8 == 0;
        (uint32 id, uint32 other) = (_participant(seed), _participant(otherSeed));
        _byVerifier("setRelation", abi.encodeCall(participants.setRelation, (id, other, related)));
        if (id != other) assertEq(participants.areRelated(id, other), participants.areRelated(other, id));
    }

    /// @dev Limits change but stay limits: of what was subscribed without one no count is kept.
    function setPolicy(uint256 seed, uint32 perLoan, uint32 perPair, uint32 per12Months, uint32 perBorrower)
        external
    {
        uint16 id = uint16(1 + seed % 2);
        IParticipants.Policy memory policy = IParticipants.Policy({
            perLoan: uint32(_bound(perLoan, 1, 50_000)),
            perPair: uint32(_bound(perPair, 1, 100_000)),
            per12Months: uint32(_bound(per12Months, 1_000, 200_000)),
            perBorrower: uint32(_bound(perBorrower, 1_000, 500_000))
        });
        _act(
            "setPolicy",
            world.contracts().governor,
            address(participants),
            abi.encodeCall(participants.setPolicy, (id, policy))
        );
        _act(
            "applyPolicy",
            world.wallets()[0],
            address(participants),
            abi.encodeCall(participants.applyPolicy, (_all()))
        );
    }

    function register(uint256 seed) external {
        // The last wallet of the list begins as a stranger.
        address[] memory wallets = world.wallets();
        address wallet = seed % 2 == 0 ? wallets[wallets.length - 1] : _one(wallets, seed);
        IParticipants.Claims memory claims = participants.claimsOf(1);
        claims.policyId = 0;
        _byVerifier("register", abi.encodeCall(participants.register, (wallet, claims)));
    }

    function addWallet(uint256 seed, uint256 walletSeed) external {
        address caller = _one(world.wallets(), seed);
        address wallet = _one(world.wallets(), walletSeed);
        // Mostly one that is free.
        address[] memory wallets = world.wallets();
        for (uint256 i; i < wallets.length && participants.participantOf(wallet) != 0; ++i) {
            wallet = wallets[addmod(walletSeed, i, wallets.length)];
        }
        uint256 privateKey = world.privateKeyOf(wallet);
        if (privateKey == 0) return;
        uint32 id = participants.participantOf(caller);
        bytes32 content = keccak256(abi.encode(ADD_WALLET, id, wallet, type(uint256).max));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(privateKey, keccak256(abi.encodePacked("\x19\x01", _domain(), content)));
        _act(
            "addWallet",
            caller,
            address(participants),
            abi.encodeCall(participants.addWallet, (wallet, type(uint256).max, abi.encodePacked(r, s, v)))
        );
    }

    function removeWallet(uint256 seed, uint256 walletSeed) external {
        address caller = _one(world.wallets(), seed);
        uint32 id = participants.participantOf(caller);
        if (id == 0) return;
        address wallet = _one(participants.walletsOf(id), walletSeed);
        bytes memory data = abi.encodeCall(participants.removeWallet, (wallet));
        _act("removeWallet", caller, address(participants), data);
    }

    function _byVerifier(string memory name, bytes memory data) private {
        _act(name, _verifier, address(participants), data);
    }

    function _all() private view returns (uint32[] memory ids) {
        ids = new uint32[](participants.participantCount());
        for (uint32 i; i < ids.length; ++i) {
            ids[i] = i + 1;
        }
    }

    function _participant(uint256 seed) private view returns (uint32) {
        return uint32(1 + seed % participants.participantCount());
    }

    function _domain() private view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address verifyingContract,,) =
            IERC5267(address(participants)).eip712Domain();
        return keccak256(
            abi.encode(DOMAIN, keccak256(bytes(name)), keccak256(bytes(version)), chainId, verifyingContract)
        );
    }
}
