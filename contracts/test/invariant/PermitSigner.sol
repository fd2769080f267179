// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { CommonBase } from "forge-std/Base.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @notice Signs ERC-2612 permits where the currency knows them; a signature that fits nothing where it does not.
abstract contract PermitSigner is CommonBase {
    bytes32 private constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function _sign(address token, address owner, uint256 privateKey, address spender, uint256 amount)
        internal
        view
        returns (uint8, bytes32, bytes32)
    {
        if (privateKey == 0) return (27, bytes32(uint256(1)), bytes32(uint256(1)));
        (bool knows, bytes memory answer) =
            token.staticcall(abi.encodeCall(IERC20Permit.DOMAIN_SEPARATOR, ()));
        if (!knows || answer.length != 32) return (27, bytes32(uint256(1)), bytes32(uint256(1)));
        uint256 nonce = IERC20Permit(token).nonces(owner);
        bytes32 content = keccak256(abi.encode(PERMIT, owner, spender, amount, nonce, type(uint256).max));
        return vm.sign(
            privateKey,
            keccak256(abi.encodePacked("\x19\x01", IERC20Permit(token).DOMAIN_SEPARATOR(), content))
        );
    }

    function _usePermit(address token, address owner, address spender, uint8 v, bytes32 r, bytes32 s)
        internal
    {
        try IERC20Permit(token).permit(owner, spender, type(uint256).max, type(uint256).max, v, r, s) { }
            catch {
            // The currency knows no permits; the call that follows has to do without.
        }
    }
}
