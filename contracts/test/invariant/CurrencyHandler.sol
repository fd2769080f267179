// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { BlacklistToken } from "../tokens/BlacklistToken.sol";
import { HostileToken } from "../tokens/HostileToken.sol";
import { PlainToken } from "../tokens/PlainToken.sol";
import { ReentrantToken } from "../tokens/ReentrantToken.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Handler } from "./Handler.sol";
import { World } from "./World.sol";

/// @notice Time passes, currencies turn against their owners and back, and strangers send cash that nobody asked for.
contract CurrencyHandler is Handler {
    HostileToken[] private _hostile;
    BlacklistToken private immutable _blacklist;
    ReentrantToken private immutable _reentrant;

    constructor(
        World world_,
        HostileToken[] memory hostile,
        BlacklistToken blacklist_,
        ReentrantToken reentrant
    ) Handler(world_) {
        _hostile = hostile;
        _blacklist = blacklist_;
        _reentrant = reentrant;
    }

    function passSeconds(uint256 time) external {
        _pass(_bound(time, 1, 1 hours));
    }

    function passDays(uint256 time) external {
        _pass(_bound(time, 1 hours, 9 days));
    }

    function passYears(uint256 seed, uint256 time) external {
        // Seldom, or nothing but wrecks would be left.
        if (seed % 16 == 0) _pass(_bound(time, 40 days, 3 * 365 days));
    }

    /// @dev To the very second in which something falls due, or the one after.
    function passToDueDate(uint256 seed, uint256 after_) external {
        uint256 id = _loanIn(seed, ILoans.Status.Active);
        ILoans.Loan memory loan = loans.loan(id);
        if (loan.position.status != ILoans.Status.Active || seed % 3 == 0) return;
        uint256[4] memory waits = [
            uint256(0),
            uint256(loan.terms.graceDays) * 1 days,
            uint256(loan.terms.defaultDays) * 1 days,
            1 days
        ];
        uint256 to = loans.dueAt(id, loan.position.nextInstalment) + waits[seed % 4] + after_ % 2;
        if (to > block.timestamp) _pass(to - block.timestamp);
    }

    function arm(uint256 seed, bool on) external {
        _hostile[seed % _hostile.length].arm(on);
        world.count("arm", true);
    }

    function blacklist(uint256 seed, bool on) external {
        address[] memory wallets = world.wallets();
        _blacklist.list(_one(wallets, seed), on);
        world.count("blacklist", true);
    }

    /// @dev The attacks name real loans, and the token itself takes part, so that each would go through on its own.
    function armReentrant(uint256 seed, bool on) external {
        if (!on) return _reentrant.disarm();
        uint256 id = _loan(seed);
        uint256[] memory ids = notesGhost.ids();
        address self = address(_reentrant);
        ReentrantToken.Attack[] memory attacks = new ReentrantToken.Attack[](8);
        attacks[0] = ReentrantToken.Attack(address(notes), abi.encodeCall(notes.claim, (ids, self)));
        attacks[1] = ReentrantToken.Attack(address(loans), abi.encodeCall(loans.fund, (id, 1e6, self)));
        attacks[2] = ReentrantToken.Attack(address(loans), abi.encodeCall(loans.withdraw, (id, 1)));
        attacks[3] = ReentrantToken.Attack(address(loans), abi.encodeCall(loans.repay, (id, 1)));
        attacks[4] =
            ReentrantToken.Attack(address(loans), abi.encodeCall(loans.payOff, (id, type(uint256).max)));
        attacks[5] = ReentrantToken.Attack(address(loans), abi.encodeCall(loans.collect, (id)));
        attacks[6] = ReentrantToken.Attack(
            address(notes), abi.encodeCall(notes.transfer, (_one(world.lenders(), seed), id, 1))
        );
        attacks[7] = ReentrantToken.Attack(address(notes), abi.encodeCall(notes.payHeldCash, (self, self)));
        _reentrant.arm(attacks);
        world.count("armReentrant", true);
    }

    function donate(uint256 seed, uint256 amount) external {
        World.Currency[] memory currencies = world.currencies();
        World.Currency memory currency = currencies[seed % currencies.length];
        amount = _bound(amount, 1, 10 ** currency.decimals * 1_000);
        vm.recordLogs();
        PlainToken(currency.token).mint(address(notes), amount);
        world.write(vm.getRecordedLogs());
        world.count("donate", true);
    }

    function _pass(uint256 time) private {
        // The widths of the stored times end in the year 2514; a sequence of calls never comes near.
        vm.warp(block.timestamp + time);
        world.count("pass", true);
    }
}
