// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { INotes } from "../interfaces/INotes.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";
import { SeriesId } from "../notes/SeriesId.sol";

/// @notice Value a call gives away, or lets be taken.
/// @param payee Zero if the call gives nothing away.
struct Payment {
    address currency;
    address payee;
    uint256 amount;
}

/// @notice Reads out of a call what it gives away, whatever contract it goes to. Notes count at their face value in their currency.
library Payments {
    bytes4 private constant INCREASE_ALLOWANCE = bytes4(keccak256("increaseAllowance(address,uint256)"));

    function read(address target, bytes4 selector, bytes calldata data)
        internal
        pure
        returns (Payment memory)
    {
        if (
            selector == IERC20.transfer.selector || selector == IERC20.approve.selector
                || selector == INCREASE_ALLOWANCE
        ) {
            return Payment(target, _addressAt(target, data, 0), _at(target, data, 1));
        }
        if (selector == IERC20.transferFrom.selector) {
            return Payment(target, _addressAt(target, data, 1), _at(target, data, 2));
        }
        if (selector == INotes.transfer.selector || selector == INotes.approve.selector) {
            return Payment(
                SeriesId.currencyOf(_at(target, data, 1)), _addressAt(target, data, 0), _at(target, data, 2)
            );
        }
        if (selector == INotes.transferFrom.selector) {
            return Payment(
                SeriesId.currencyOf(_at(target, data, 2)), _addressAt(target, data, 1), _at(target, data, 3)
            );
        }
        return Payment(address(0), address(0), 0);
    }

    /// @dev Who gets notes for the account's money, or power over all its notes; zero if the call is none of these.
    function beneficiary(address target, bytes4 selector, bytes calldata data)
        internal
        pure
        returns (address)
    {
        if (
            selector == ILoans.fund.selector || selector == ILoans.fundMany.selector
                || selector == ILoans.fundWithPermit.selector
        ) return _addressAt(target, data, 2);
        if (selector == INotes.setOperator.selector && _at(target, data, 1) != 0) {
            return _addressAt(target, data, 0);
        }
        return address(0);
    }

    function _addressAt(address target, bytes calldata data, uint256 index) private pure returns (address) {
        return address(uint160(_at(target, data, index)));
    }

    function _at(address target, bytes calldata data, uint256 index) private pure returns (uint256) {
        uint256 start = 4 + 32 * index;
        if (data.length < start + 32) revert IPasskeyAccount.CallMalformed(target, bytes4(data));
        return uint256(bytes32(data[start:]));
    }
}
