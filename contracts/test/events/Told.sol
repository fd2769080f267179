// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { VmSafe } from "forge-std/Vm.sol";
import { DeployedCode } from "../deployed/DeployedCode.sol";
import { Powers } from "../../src/roles/Powers.sol";
import { Assessed } from "../record/Assessed.sol";

/// @notice Keeps the list of events a test expected of a contract, and compares it with those its deployed code can tell: an event's
/// signature stands in the code as a constant of 32 bytes. A constant that is none has to be named as such.
abstract contract Told is Assessed {
    bytes32[] private _told;
    bytes32[] private _others;

    /// @dev The next event of `target` is the one emitted here next, to the last bit.
    function _expect(address target, bytes32 signature) internal {
        _told.push(signature);
        vm.expectEmit(target);
    }

    /// @dev A constant in the code that is no event.
    function _noEvent(bytes32 constant_) internal {
        _others.push(constant_);
    }

    /// @dev What every contract under the AccessManager tells.
    function _expectAuthorityUpdated(address target) internal {
        Powers next = new Powers(address(this));
        _expect(target, IAccessManaged.AuthorityUpdated.selector);
        emit IAccessManaged.AuthorityUpdated(address(next));
        manager.updateAuthority(target, address(next));
    }

    function _assertAllTold(address target) internal {
        vm.skip(vm.isContext(VmSafe.ForgeContext.Coverage), "coverage writes the code otherwise");
        bytes32[] memory constants = DeployedCode.constantsOf(target);
        for (uint256 i; i < constants.length; ++i) {
            if (_isNumber(constants[i]) || _isText(constants[i]) || _isPlace(constants[i])) continue;
            if (_has(_others, constants[i])) continue;
            assertTrue(
                _has(_told, constants[i]),
                string.concat("an event no test expects, or another constant: ", vm.toString(constants[i]))
            );
        }
        for (uint256 i; i < _told.length; ++i) {
            bool found;
            for (uint256 j; j < constants.length && !found; ++j) {
                found = constants[j] == _told[i];
            }
            assertTrue(found, string.concat("an event the code does not tell: ", vm.toString(_told[i])));
        }
    }

    /// @dev Addresses, amounts, and what is filled in at deployment: no hash has eight zeros in front.
    function _isNumber(bytes32 constant_) private pure returns (bool) {
        return bytes8(constant_) == 0;
    }

    /// @dev Printable from the first byte to the last, or to where zeros begin.
    function _isText(bytes32 constant_) private pure returns (bool) {
        uint256 length;
        while (length < 32 && constant_[length] >= 0x20 && constant_[length] < 0x7f) {
            ++length;
        }
        return length == 32 || (length > 8 && constant_ << (8 * length) == 0);
    }

    /// @dev Where the items of a list in storage begin.
    function _isPlace(bytes32 constant_) private pure returns (bool) {
        for (uint256 slot; slot < 64; ++slot) {
            if (constant_ == keccak256(abi.encode(slot))) return true;
        }
        return false;
    }

    function _has(bytes32[] storage all, bytes32 one) private view returns (bool) {
        for (uint256 i; i < all.length; ++i) {
            if (all[i] == one) return true;
        }
        return false;
    }
}
