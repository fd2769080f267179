// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { Roles } from "./Roles.sol";

/// @notice Who may do what, and how long before it must be announced: the AccessManager, with two things added that no role can
/// take back. A power over a function can be given up for good, and a guardian may cancel whatever was announced, the admin's own
/// acts included.
contract Powers is AccessManager {
    mapping(address target => mapping(bytes4 selector => bool)) private _givenUp;
    mapping(address target => bool) private _authorityFixed;

    /// @notice Nobody can call `selector` of `target` through a role any more.
    event PowerGivenUp(address indexed target, bytes4 selector);

    /// @notice A power over this contract was given up, so it stays under this manager.
    error AuthorityFixed(address target);
    /// @notice The manager's own functions go with the role that may call them: renounce the role.
    error OwnPower(bytes4 selector);

    /// @param initialAdmin Has every power until the roles are given.
    constructor(address initialAdmin) AccessManager(initialAdmin) { }

    /// @notice Gives up the power to call functions of a contract, for ever and for every role. The admin alone, after the admin's
    /// delay. From then on the contract cannot be put under another manager either, which could give the power anew.
    /// @param target Contract whose functions they are.
    /// @param selectors Functions nobody shall call through a role again.
    function giveUp(address target, bytes4[] calldata selectors) external onlyAuthorized {
        _authorityFixed[target] = true;
        for (uint256 i; i < selectors.length; ++i) {
            if (target == address(this)) revert OwnPower(selectors[i]);
            _givenUp[target][selectors[i]] = true;
            emit PowerGivenUp(target, selectors[i]);
        }
    }

    /// @notice Whether the power over a function was given up for good.
    function isGivenUp(address target, bytes4 selector) external view returns (bool) {
        return _givenUp[target][selector];
    }

    /// @notice Whether a contract can never be put under another manager.
    function isAuthorityFixed(address target) external view returns (bool) {
        return _authorityFixed[target];
    }

    /// @inheritdoc AccessManager
    /// @dev What was given up is nobody's, whatever the roles say.
    function canCall(address caller, address target, bytes4 selector)
        public
        view
        override
        returns (bool immediate, uint32 delay)
    {
        return _givenUp[target][selector] ? (false, 0) : super.canCall(caller, target, selector);
    }

    /// @inheritdoc AccessManager
    function updateAuthority(address target, address newAuthority) public override {
        if (_authorityFixed[target]) revert AuthorityFixed(target);
        super.updateAuthority(target, newAuthority);
    }

    /// @dev A guardian cancels any announced act. It can only undo: nothing is done by it, and what was cancelled may be announced again.
    function _canCancel(address caller, address target, bytes calldata data)
        internal
        view
        override
        returns (bool)
    {
        (bool isGuardian,) = hasRole(Roles.GUARDIAN, _msgSender());
        return isGuardian || super._canCancel(caller, target, data);
    }
}
