// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Vm } from "forge-std/Vm.sol";

/// @notice EntryPoint 0.8 as its makers built it, put where public chains have it in the way it came there: by the deterministic
/// deployer, whose own code stands at a known address.
library EntryPoints {
    address internal constant DEPLOYER = 0x4e59b44847b379578588920cA78FbF26c0B4956C;
    bytes32 internal constant SALT = 0x0a59dbff790c23c976a548690c27297883cc66b4c67024f9117b0238995e35e9;
    string private constant ARTIFACT =
        "node_modules/@account-abstraction/contracts/artifacts/EntryPoint.json";
    bytes private constant DEPLOYER_CODE =
        hex"7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3";

    function deploy(Vm vm) internal returns (address entryPoint) {
        if (DEPLOYER.code.length == 0) vm.etch(DEPLOYER, DEPLOYER_CODE);
        return deploy(vm, SALT);
    }

    function deploy(Vm vm, bytes32 salt) internal returns (address entryPoint) {
        bytes memory code = vm.parseJsonBytes(vm.readFile(ARTIFACT), ".bytecode");
        (bool ok, bytes memory answer) = DEPLOYER.call(abi.encodePacked(salt, code));
        require(ok, "the deterministic deployer refused");
        return address(bytes20(answer));
    }
}
