// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Permission } from "./IAccountPolicy.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";
import { SelfCalls } from "./SelfCalls.sol";

/// @notice Which calls the account makes and for which applications one factor signs: the policy's, unless the owner has said otherwise.
abstract contract AllowedCalls is SelfCalls {
    /// @dev 0 is the policy's; otherwise the permission and 1.
    mapping(address target => mapping(bytes4 selector => uint256)) private _permissions;
    /// @dev 0 is the policy's, 1 no, 2 yes.
    mapping(bytes32 domainSeparator => uint256) private _domains;

    /// @inheritdoc IPasskeyAccount
    function setCallPermission(address target, bytes4 selector, Permission permission) external onlySelf {
        if (permission > permissionOf(target, selector)) _requireBothFactors();
        _permissions[target][selector] = uint256(permission) + 1;
        _timesSet += 1;
        emit CallPermissionSet(target, selector, permission);
    }

    /// @inheritdoc IPasskeyAccount
    function setDomainAllowed(bytes32 domainSeparator, bool allowed) external onlySelf {
        if (allowed) _requireBothFactors();
        _domains[domainSeparator] = allowed ? 2 : 1;
        emit DomainAllowanceSet(domainSeparator, allowed);
    }

    /// @inheritdoc IPasskeyAccount
    function permissionOf(address target, bytes4 selector) public view returns (Permission) {
        uint256 own = _timesSet == 0 ? 0 : _permissions[target][selector];
        return own == 0 ? _policy().permissionOf(target, selector) : Permission(own - 1);
    }

    /// @inheritdoc IPasskeyAccount
    function isDomainAllowed(bytes32 domainSeparator) public view returns (bool) {
        uint256 own = _domains[domainSeparator];
        return own == 0 ? _policy().isDomainAllowed(domainSeparator) : own == 2;
    }
}
