// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExposure } from "../interfaces/IIssuer.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";
import { SeriesId } from "../notes/SeriesId.sol";

/// @notice Value a call gives away, or lets be taken.
/// @param payee Zero if the call gives nothing away.
struct Payment {
    address currency;
    address payee;
    uint256 amount;
}

/// @notice An issuer whose borrowers are participants.
interface IIssuing {
    function participants() external view returns (IParticipants);
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

    /// @notice Whether a call lets something be taken rather than giving it.
    function isAllowance(bytes4 selector) internal pure returns (bool) {
        return selector == IERC20.approve.selector || selector == INCREASE_ALLOWANCE
            || selector == INotes.approve.selector;
    }

    /// @notice Reads out of a call what it lends, or pays of somebody else's debt. It goes to the platform's contract and is no payment to it,
    /// yet a thief may know who borrowed.
    function lent(address target, bytes4 selector, bytes calldata data)
        internal
        view
        returns (Payment memory)
    {
        if (selector == ILoans.fund.selector || selector == ILoans.fundWithPermit.selector) {
            return _lentTo(target, _at(target, data, 0), _at(target, data, 1));
        }
        if (selector == ILoans.fundMany.selector) {
            (uint256[] memory loanIds, uint256[] memory amounts,) =
                abi.decode(data[4:], (uint256[], uint256[], address));
            uint256 sum;
            for (uint256 i; i < amounts.length; ++i) {
                sum += amounts[i];
            }
            // Notes takes one currency alone in a call.
            return _lentTo(target, loanIds.length == 0 ? 0 : loanIds[0], sum);
        }
        if (
            selector == ILoans.repay.selector || selector == ILoans.payOff.selector
                || selector == ILoans.repayWithPermit.selector
        ) {
            uint256 loanId = _at(target, data, 0);
            if (!_isOwnDebt(target, loanId)) return _lentTo(target, loanId, _at(target, data, 1));
        }
        return Payment(address(0), address(0), 0);
    }

    function _lentTo(address target, uint256 loanId, uint256 amount) private pure returns (Payment memory) {
        return Payment(SeriesId.currencyOf(loanId), target, amount);
    }

    function _isOwnDebt(address target, uint256 loanId) private view returns (bool) {
        uint32 participantId = IIssuing(target).participants().participantOf(address(this));
        return participantId != 0 && IExposure(target).raiserOf(loanId) == participantId;
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

    /// @param index Of an argument, 3 at most.
    function _at(address target, bytes calldata data, uint256 index) private pure returns (uint256 argument) {
        uint256 start;
        unchecked {
            start = 4 + 32 * index;
        }
        if (data.length < start + 32) revert IPasskeyAccount.CallMalformed(target, bytes4(data));
        assembly ("memory-safe") {
            argument := calldataload(add(data.offset, start))
        }
    }
}
